import * as z from "zod";
import { describeRelease } from "../../dex/releases";
import { signer as documentSigner, signingAlgorithm } from "../../dex/schema/tokens";
import { duration, secretKeyRef, secretText, text } from "../fields";
import { objectsIn } from "../interfaces";
import { optional, required } from "../notes";
import { baseUrl } from "../url-formats";

const object = objectsIn("dex-signer");

const local = object("DexLocalSignerArgs", "Keys in Dex's storage that sign tokens.", {
  keysRotationPeriod: optional(duration(), "Time after which keys rotate, as a Go duration.", {
    default: "6h",
  }),
  algorithm: optional(
    z.enum(["RS256", "ES256"]),
    describeRelease("Algorithm of the keys that Dex generates from now on.", signingAlgorithm),
    { default: "RS256" },
  ),
});

const vault = object("DexVaultSignerArgs", "A key in Vault or OpenBao that signs tokens.", {
  address: required(text(baseUrl), "Address of Vault.", {
    example: "https://vault.example.com:8200",
  }),
  keyName: required(text(), "Name of the key in the secrets engine `transit`."),
  token: optional(
    secretText(),
    "Token that may read the key and sign with it. Set this or `tokenSecret`.",
  ),
  tokenSecret: optional(secretKeyRef(), "Existing Secret with that token."),
});

/** What signs Dex's tokens. */
export const signer = optional(
  object("DexSignerArgs", "What signs tokens: `local` or `vault`.", {
    local: optional(local, "Keys in Dex's storage."),
    vault: optional(vault, "A key in the secrets engine `transit` of Vault or OpenBao."),
  }),
  describeRelease(
    "What signs tokens: keys in Dex's storage (`local`), or a key in Vault (`vault`). It replaces `expiry.signingKeys`.",
    documentSigner,
  ),
  { defaultText: "keys in Dex's storage" },
);
