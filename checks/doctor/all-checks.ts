import { clusterChecks } from "../cluster/catalogue";
import { databaseDescriptions } from "../database/catalogue";
import type { CheckDescription } from "../description";
import { identityDescriptions } from "../identity/descriptions";
import { loginDescriptions } from "../oidc/login-catalogue";
import { preflightDescriptions } from "../preflight-descriptions";
import { entryChecks } from "./catalogue";

/** A part of the guide: checks that need the same. */
export interface CheckPart {
  readonly title: string;
  /** What they need, in a sentence. */
  readonly needs: string;
  readonly checks: readonly CheckDescription[];
}

/** All checks of the doctor, and of the preflight at the end. */
export const checkParts: readonly CheckPart[] = [
  {
    title: "In the cluster",
    needs: "They need a kubeconfig whose rights reach the namespace: `--context NAME`.",
    checks: clusterChecks,
  },
  {
    title: "In the database",
    needs:
      "They log in to Membership's database as the seed does, and need its password from the stack.",
    checks: databaseDescriptions,
  },
  {
    title: "At the public entry and the issuers",
    needs: "They need nothing but the network that a browser has.",
    checks: entryChecks,
  },
  {
    title: "A login",
    needs: "They need a test user: `--login-user EMAIL`.",
    checks: loginDescriptions,
  },
  {
    title: "Before a deployment",
    needs: "They are those of `preflight`, which reads the stack's config and changes nothing.",
    checks: preflightDescriptions,
  },
  {
    title: "Before a deployment: who logs users in",
    needs: "They need the way to the identity providers, and of LDAP directories the password.",
    checks: identityDescriptions,
  },
];

const ids = (checks: readonly CheckDescription[]): string[] => checks.map(({ id }) => id);

/**
 * The ids of all checks, causes before their consequences. The database comes before what its fault
 * brings down: Jobs, pods and everything at the entry. A cluster that can't be looked into breaks
 * nothing, so it comes last.
 */
export const CHECK_ORDER: readonly string[] = [
  ...ids(clusterChecks).slice(0, ids(clusterChecks).indexOf("migration")),
  ...ids(databaseDescriptions),
  ...ids(clusterChecks).slice(ids(clusterChecks).indexOf("migration")).filter(isNoAccess),
  ...ids(entryChecks),
  ...ids(loginDescriptions),
  "cluster-access",
];

function isNoAccess(id: string): boolean {
  return id !== "cluster-access";
}
