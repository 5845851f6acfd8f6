import type { Check } from "../../check";
import { ok } from "../../finding";
import { discover } from "../../oidc/discovery";
import type { IssuerVisit } from "./visit";

export const oidcDiscovery: Check<IssuerVisit> = {
  id: "oidc-discovery",
  title: "The issuer's discovery document names the issuer exactly",
  meaning:
    "An OpenID Connect client refuses an issuer whose document names another one; a trailing slash is enough.",
  causes: [
    "The issuer's path or host differs between the stack config and the public entry.",
    "A proxy rewrites the path.",
    "The scheme is http behind a public entry that terminates TLS.",
  ],
  remedy: "Set `hosts` (or `oidc`) so that the address is the one that the document names.",
  async run(visit, signal) {
    visit.document = await discover(visit.issuer, { ...visit.options, signal });
    return ok("It names the same issuer.");
  },
};
