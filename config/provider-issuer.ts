import type { StackConfig } from "./schema";

/** The issuer of an OpenID Connect provider of one's own, to the letter. */
export function providerIssuer({
  scheme = "https",
  host,
  path = "",
}: NonNullable<StackConfig["oidc"]>): string {
  return `${scheme}://${host}${path}`;
}
