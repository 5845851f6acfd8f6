import { counted } from "../../../messages/counted";
import type { Check } from "../../check";
import { notDone, ok } from "../../finding";
import { countSigningKeys } from "../../oidc/discovery";
import type { IssuerVisit } from "./visit";

export const oidcKeys: Check<IssuerVisit> = {
  id: "oidc-keys",
  title: "The issuer publishes its keys",
  meaning: "Tokens can't be verified without the keys that the discovery document points to.",
  causes: ["The address of the keys points to another host.", "A proxy blocks the path."],
  remedy: "Open the jwks_uri of the document from here and from inside the cluster.",
  async run({ document, options }, signal) {
    if (document === undefined) return notDone("There is no discovery document.");
    const count = await countSigningKeys(document, { ...options, signal });
    return ok(`It has ${counted(count, "signing key")}.`);
  },
};
