import { deepEqual } from "node:assert/strict";

import * as pulumi from "@pulumi/pulumi";

import { requiredKinds } from "../../../checks/preflight/cluster/required-kinds";
import { ControlPlane } from "../../../components";
import type { StackConfig } from "../../../config";
import { toArgs } from "../../../config/to-args";
import { changed, load } from "../../config/support";
import { exampleStacks, profileStacks } from "../../support/example-stacks";
import { record, type Recorded } from "../../support/mocks";

/** The kinds that a program makes and reads: `apps/v1/Deployment` of `kubernetes:apps/v1:Deployment`. */
function kindsOf(resources: readonly Recorded[]): string[] {
  const kinds = resources
    .filter(({ type }) => type.startsWith("kubernetes:"))
    .map(({ type }) => {
      const [, apiVersion = "", kind = ""] = type.split(":");
      return `${apiVersion.replace(/^core\//, "")}/${kind}`;
    });
  return [...new Set(kinds)].sort();
}

function looksFor(config: StackConfig): string[] {
  const kinds = requiredKinds(config)
    .filter(({ byOthers = false }) => !byOthers)
    .map(({ group, version, kind }) => `${group === "" ? "" : `${group}/`}${version}/${kind}`);
  return [...new Set(kinds)].sort();
}

const own = { serviceAccountName: "own" };
const ownEverywhere = { ...own, migration: own };
const group = {
  targetGroupArn:
    "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/console/0123456789abcdef",
};
const tls = { mode: "cert-manager", issuer: "letsencrypt" };
const gateway = { name: "public", namespace: "gateways" };
const noApps = { console: { enabled: false }, portal: { enabled: false } };
const off = { enabled: false };

/** Changes of the smallest stack, each with what it adds to the kinds or takes from them. */
const cases: Readonly<Record<string, Record<string, unknown>>> = {
  "the smallest stack": {},
  "several pods": { membership: { replicas: 3 } },
  "several pods of a service that is not deployed": { console: { enabled: false, replicas: 3 } },
  "several pods without a budget": { membership: { replicas: 3, disruptionBudget: off } },
  "a budget for a single pod": { membership: { disruptionBudget: { maxUnavailable: 1 } } },
  "a budget that is asked for": { membership: { disruptionBudget: { enabled: true } } },
  "a number of pods that follows the load": { console: { autoscaling: { maxReplicas: 4 } } },
  "a number of pods that may be one": {
    console: { autoscaling: { minReplicas: 1, maxReplicas: 4 } },
  },
  "an autoscaler of a service that is not deployed": {
    portal: { enabled: false, autoscaling: { maxReplicas: 4 } },
  },
  "Dex's state in the cluster": {
    dex: { admin: { enabled: true }, storageType: "kubernetes" },
    database: { dex: null },
  },
  "Dex's state in the cluster with an account of its own": {
    dex: { admin: { enabled: true }, storageType: "kubernetes", ...own },
    database: { dex: null },
  },
  "accounts that are there": {
    dex: { admin: { enabled: true }, ...own },
    membership: ownEverywhere,
    console: ownEverywhere,
    portal: ownEverywhere,
  },
  "accounts that are there for the servers alone": {
    dex: { admin: { enabled: true }, ...own },
    membership: own,
    console: own,
    portal: own,
  },
  "no migrations": {
    membership: { migration: off },
    console: { migration: off },
    portal: { migration: off },
  },
  "no migrations, and a wizard": {
    membership: { migration: off },
    ...noApps,
    seed: { via: "wizard", regions: [] },
  },
  "no recurring tasks": { membership: { invitationCleanup: off } },
  "a recurring task for tokens": {
    membership: { invitationCleanup: off, tokenCleanup: { enabled: true } },
  },
  "a file of Membership that holds a secret": { membership: { configOverrides: { a: "b" } } },
  "a provider of your own in Membership's file": {
    dex: null,
    database: { dex: null },
    oidc: {
      host: "id.example.com",
      clientId: "formance",
      clientSecret: "secret-5RkQ",
      connector: true,
    },
  },
  "no policies of the network": { networkPolicies: off },
  "a namespace that is there": { createNamespace: false },
  "no entry": { ingress: { enabled: false, tls: null } },
  "an Ingress of no service": {
    ingress: { services: { dex: off, membership: off, console: off, portal: off } },
  },
  "a Gateway that is not read": {
    ingress: { tls: null },
    gateway: { ...gateway, mustExist: false },
  },
  "a Gateway with certificates of its own": {
    ingress: { tls: null },
    gateway: { ...gateway, tls: { mode: "listener" } },
  },
  "a Gateway in another namespace": { ingress: { tls: null }, gateway: { ...gateway, tls } },
  "a Gateway in the same namespace": { ingress: { tls: null }, gateway: { name: "public", tls } },
  "a Gateway for agents alone": {
    ingress: { tls: null },
    gateway: {
      ...gateway,
      services: {
        dex: off,
        membership: off,
        console: off,
        portal: off,
        grpc: { enabled: true },
      },
    },
    membership: { managedStacks: false },
    nats: { url: "nats://nats:4222" },
  },
  "target groups of AWS": { ingress: { tls: null }, targetGroupBindings: { console: group } },
  "Secrets from a store": {
    externalSecrets: {
      store: { name: "vault" },
      secrets: { one: { data: { key: { remoteKey: "path" } } } },
    },
  },
  "metrics for Prometheus": {
    dex: { admin: { enabled: true }, serviceMonitor: { enabled: true } },
  },
};

describe("the kinds of objects that the preflight looks for", () => {
  for (const [name, changes] of Object.entries(cases)) {
    it(`are those that the program makes: ${name}`, async () => {
      const config = load(changed(changes));
      const resources = await record(
        () => new ControlPlane("formance", toArgs(config, pulumi.secret)),
      );
      deepEqual(looksFor(config), kindsOf(resources));
    });
  }

  for (const stack of [...exampleStacks(), ...profileStacks()]) {
    it(`are those that the program makes: ${stack.file}`, async () => {
      const secret = "postgresql://user:a-long-password-5RkQ@db.internal/name";
      deepEqual(looksFor(stack.config(secret)), kindsOf(await stack.record(secret)));
    });
  }

  it("have cert-manager's where an Ingress asks it for a certificate", () => {
    const kinds = requiredKinds(load(changed({ ingress: { tls: { ...tls, secretName: null } } })));
    deepEqual(
      kinds.filter(({ from }) => from !== undefined).map(({ kind, from }) => `${kind}: ${from}`),
      ["Certificate: cert-manager"],
    );
  });
});
