import * as pulumi from "@pulumi/pulumi";
import { dexLocalSignerDefaults } from "../../facts/defaults";
import { mfaSection, type DexMfa } from "../../dex/second-factors";
import { signerSection, type DexSigner, type SignerSettings } from "../../dex/signer";
import type { DexSessions } from "../../dex/document";
import type { DexDocumentArgs } from "../args/dex-document";
import type { EnvEntry } from "../kubernetes/env";
import { generateSecret } from "../kubernetes/generated-secret";
import type { DexProviderArgs } from "./dex-provider-args";

/** Signer, sessions and second factors as Dex's document has them; nothing of what is off. */
export function loginSections(
  parent: pulumi.ComponentResource,
  name: string,
  args: DexProviderArgs,
): pulumi.Output<{ signer?: DexSigner; sessions?: DexSessions; mfa?: DexMfa }> {
  const { signer, mfa } = args;
  return pulumi
    .output({ signer, sessions: sessionsWithKey(parent, name, args), mfa })
    .apply((known) => ({
      signer: known.signer && signerOf(known.signer),
      sessions: known.sessions,
      mfa: known.mfa && mfaSection(known.mfa),
    }));
}

function signerOf(signer: SignerSettings): DexSigner {
  return signerSection(signer, dexLocalSignerDefaults.keysRotationPeriod);
}

function sessionsWithKey(
  parent: pulumi.ComponentResource,
  name: string,
  { sessions, sessionKeyGeneration }: DexProviderArgs,
) {
  if (sessions === undefined) return undefined;
  const key =
    sessions.cookieEncryptionKey ??
    generateSecret(parent, `${name}-session-key`, 32, sessionKeyGeneration).result;
  return { ...sessions, cookieEncryptionKey: pulumi.secret(key) };
}

/** The variables that the sections need. */
export function loginEnv({ signer, sessions, mfa }: DexDocumentArgs): EnvEntry[] {
  const token = signer?.vault?.tokenSecret;
  return [
    ...(token === undefined ? [] : [{ name: "VAULT_TOKEN", secretRef: token }]),
    ...(sessions === undefined && mfa === undefined
      ? []
      : [{ name: "DEX_SESSIONS_ENABLED", value: "true" }]),
  ];
}
