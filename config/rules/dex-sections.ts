import * as z from "zod";
import { mfa, sessions, unknownAuthenticator } from "../../dex/schema/sessions";
import { signer } from "../../dex/schema/tokens";
import { mfaSection, type MfaSettings } from "../../dex/second-factors";
import { signerSection } from "../../dex/signer";
import { dexLocalSignerDefaults } from "../../facts/defaults";
import type { Path } from "../path";
import type { Rule, RuleContext } from "./context";

/** Signer, sessions and second factors: one form of each, and as Dex's document they make sense. */
export const dexSectionsRule: Rule = (context) => {
  if (!context.has("dex")) return;
  checkSigner(context);
  checkForms(context);
  for (const issue of sectionsSchema.safeParse(dexSections(context)).error?.issues ?? []) {
    context.report(settingOf(issue.path as Path), issue.message);
  }
  checkChains(context);
};

const sectionsSchema = z.object({
  signer: signer.optional(),
  sessions: sessions.optional(),
  mfa: mfa.optional(),
});

/** The settings as sections of Dex's document, as far as they are sound. */
export function dexSections(context: RuleContext) {
  const { dex = {} } = context.config;
  const sound = (section: "signer" | "sessions" | "mfa") =>
    context.has("dex", section) && context.isSound("dex", section);
  const { local, vault } = dex.signer ?? {};
  const { cookieEncryptionKey: _secret, ...session } = dex.sessions ?? {};
  return {
    ...(sound("signer") && (local === undefined) !== (vault === undefined)
      ? {
          signer: signerSection(
            { local, vault: vault && { address: "", keyName: "key" } },
            dexLocalSignerDefaults.keysRotationPeriod,
          ),
        }
      : {}),
    ...(sound("sessions") ? { sessions: session } : {}),
    // What is sound is whole.
    ...(sound("mfa") ? { mfa: withoutUnset(mfaSection(dex.mfa as MfaSettings)) } : {}),
  };
}

function withoutUnset<Section extends object>(section: Section): Section {
  return JSON.parse(JSON.stringify(section)) as Section;
}

const renamed = new Map<string | number, string>([["defaultMFAChain", "defaultChain"]]);

/** Where a value of the sections is set. */
export function settingOf(path: Path): Path {
  const [section, ...below] = path;
  if (section === "signer") {
    return ["dex", "signer", ...below.map((step) => (step === "config" ? "local" : step))];
  }
  return ["dex", section ?? "", ...below.map((step) => renamed.get(step) ?? step)];
}

function checkSigner(context: RuleContext): void {
  const path: Path = ["dex", "signer"];
  if (!context.has(...path)) return;
  const forms = ["local", "vault"].filter((form) => context.has(...path, form));
  if (forms.length !== 1) context.report(path, "needs either local or vault.");
  if (context.has("dex", "expiry", "signingKeys")) {
    context.report(
      ["dex", "expiry", "signingKeys"],
      "has no effect with dex.signer. Remove it, and set dex.signer.local.keysRotationPeriod.",
    );
  }
  if (!context.has(...path, "vault")) return;
  const vault: Path = [...path, "vault"];
  if (!context.has(...vault, "token") && !context.has(...vault, "tokenSecret")) {
    context.report(
      [...vault, "token"],
      `is missing. Dex needs it, or tokenSecret, at Vault:\n${context.secretCommand(...vault, "token")}`,
    );
  }
  if (context.production && context.config.dex?.signer?.vault?.address?.startsWith("http:")) {
    context.report(
      [...vault, "address"],
      "is http, which is for test environments only. Use https.",
    );
  }
}

function checkForms(context: RuleContext): void {
  for (const index of (context.config.dex?.mfa?.authenticators ?? []).keys()) {
    const path: Path = ["dex", "mfa", "authenticators", index];
    const forms = ["totp", "webAuthn"].filter((form) => context.has(...path, form));
    if (forms.length !== 1) context.report(path, "needs either totp or webAuthn.");
  }
}

function checkChains(context: RuleContext): void {
  const { additionalClients = [], mfa: given, configOverrides = {} } = context.config.dex ?? {};
  if (Object.hasOwn(configOverrides, "mfa")) return;
  const ids = given?.authenticators?.map((authenticator) => authenticator?.id) ?? [];
  for (const [index, client] of additionalClients.entries()) {
    for (const [at, id] of (client?.mfaChain ?? []).entries()) {
      if (ids.includes(id)) continue;
      context.report(["dex", "additionalClients", index, "mfaChain", at], unknownAuthenticator);
    }
  }
}
