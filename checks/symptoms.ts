import type { CheckTexts } from "./check";
import { checkParts } from "./guide";

/** What a user or an operator sees, and the checks that find its cause. */
export interface Symptom {
  readonly title: string;
  /** What to run first, in a sentence. */
  readonly first: string;
  readonly steps: readonly SymptomStep[];
}

/** One part of the way from the user to the service, with its checks in the order to read them. */
interface SymptomStep {
  readonly question: string;
  readonly checks: readonly string[];
}

const running: SymptomStep = {
  question: "Are its pods running?",
  checks: [
    "workload-missing",
    "workload-ready",
    "pod-scheduling",
    "image-pull",
    "secret-keys",
    "migration",
    "pod-crash",
    "probe-failure",
  ],
};

/** The symptoms by the names that the vendor's page gives them. */
export const symptoms: readonly Symptom[] = [
  {
    title: "Cannot access Console",
    first:
      "Run `npx control-plane doctor --stack NAME --context CONTEXT`. It follows Console's host from DNS to the pod.",
    steps: [
      {
        question: "Does the host lead to the public entry?",
        checks: [
          "dns",
          "tcp",
          "ingress-class",
          "ingress-address",
          "gateway-listeners",
          "route-accepted",
        ],
      },
      {
        question: "Does the browser trust the certificate?",
        checks: ["tls", "tls-secret", "certificate-ready", "certificate-expiry"],
      },
      { question: "Does Console answer?", checks: ["http", "service-health", "service-endpoints"] },
      running,
    ],
  },
  {
    title: "Authentication fails",
    first:
      "Run `npx control-plane doctor --stack NAME --login-user EMAIL`, which logs a test user in, and `npx control-plane preflight --stack NAME`, which checks the identity providers.",
    steps: [
      {
        question: "Can Dex and Membership be reached, and do they agree?",
        checks: ["oidc-discovery", "oidc-keys", "login-wiring", "clock"],
      },
      {
        question: "How far does a login get?",
        checks: ["login-form", "login-password", "login-return", "login-tokens", "device-login"],
      },
      {
        question: "Is Dex configured as the identity provider expects?",
        checks: [
          "redirect-uri",
          "provider-discovery",
          "provider-keys",
          "oidc-client",
          "provider-reachable",
          "ldap-connect",
          "ldap-bind",
          "ldap-search",
          "saml-certificate",
          "saml-sso",
          "clock-skew",
        ],
      },
      running,
    ],
  },
  {
    title: "Membership CLI errors",
    first:
      "Run `npx control-plane seed check --stack NAME`, which replaces the CLI's own database check; [The Membership CLI](membership-cli.md) maps its commands.",
    steps: [
      {
        question: "Is Postgres running, and does it accept the login?",
        checks: ["database-reach", "database-tls", "database-connection", "database-version"],
      },
      {
        question: "Does the pod reach it from inside the cluster?",
        checks: ["database-inside", "cluster-dns"],
      },
      {
        question: "Do the tables exist, and can they be written?",
        checks: [
          "database-schema",
          "database-migrated",
          "database-rights",
          "database-members",
          "migration",
        ],
      },
    ],
  },
];

/** The checks of a step, which are in the guide. */
export function checksOf({ checks }: SymptomStep): CheckTexts[] {
  const known = new Map(checkParts.flatMap((part) => part.checks).map((each) => [each.id, each]));
  return checks.map((id) => {
    const found = known.get(id);
    if (found === undefined) throw new Error(`There is no check ${id}.`);
    return found;
  });
}
