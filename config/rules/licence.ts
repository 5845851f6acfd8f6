import { day } from "../../messages/day";
import { SEALED } from "../secret-text";
import type { Rule, RuleContext } from "./context";

const defaultIssuer = "https://license.formance.cloud/keys";

/** Services stop with a licence that doesn't match, so it is checked before the deployment. */
export const licenceRule: Rule = (context) => {
  const { licence } = context.config;
  if (licence === undefined) return;
  if (licence.enabled === false) {
    for (const key of ["token", "tokenSecret", "clusterId", "issuer"]) {
      if (!context.has("licence", key)) continue;
      context.report(
        ["licence", key],
        "has no effect while licence.enabled is false. Remove one of the two.",
      );
    }
    return;
  }
  const token = context.has("licence", "token");
  const secret = context.has("licence", "tokenSecret");
  if (token === secret) {
    context.report(
      ["licence"],
      token
        ? "has both token and tokenSecret. Keep one of them."
        : `needs a token or a tokenSecret:\n${context.secretCommand("licence", "token")}`,
    );
  }
  if (token !== secret && !context.has("licence", "clusterId")) {
    context.report(
      ["licence", "clusterId"],
      "is missing. Membership compares the licence with it, and stops if they differ. Read it with: kubectl get namespace kube-system -o jsonpath={.metadata.uid}",
    );
  }
  if (licence.token !== undefined && licence.token !== SEALED) checkClaims(context, licence.token);
};

function checkClaims(context: RuleContext, token: string): void {
  const path = ["licence", "token"];
  const claims = readClaims(token);
  if (claims === undefined) {
    context.report(
      path,
      "is not a licence token: its middle part isn't JSON. Copy the whole token again.",
    );
    return;
  }
  const { clusterId, issuer = defaultIssuer } = context.config.licence ?? {};
  if (typeof claims.exp === "number" && claims.exp * 1000 < Date.now()) {
    context.report(path, `expired on ${day(claims.exp * 1000)}. Ask Formance for a new one.`);
  }
  if (clusterId !== undefined && "sub" in claims && claims.sub !== clusterId) {
    context.report(
      path,
      "is for another cluster than licence.clusterId. Use the token of this cluster, or correct the id.",
    );
  }
  if ("iss" in claims && claims.iss !== issuer) {
    context.report(path, "comes from another issuer than licence.issuer. Correct one of the two.");
  }
}

function readClaims(token: string): Record<string, unknown> | undefined {
  try {
    const claims: unknown = JSON.parse(
      Buffer.from(token.split(".")[1] ?? "", "base64url").toString("utf8"),
    );
    return typeof claims === "object" && claims !== null && !Array.isArray(claims)
      ? (claims as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}
