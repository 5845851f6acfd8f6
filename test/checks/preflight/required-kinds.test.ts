import { deepEqual } from "node:assert/strict";

import * as pulumi from "@pulumi/pulumi";

import { requiredKinds } from "../../../checks/cluster/required-kinds";
import { ControlPlane } from "../../../components";
import { toArgs } from "../../../config/to-args";
import { changed, load } from "../../config/support";
import { record } from "../../support/mocks";

/** `apps/v1/Deployment` of `kubernetes:apps/v1:Deployment`. */
function kindOf(type: string): string {
  const [, apiVersion = "", kind = ""] = type.split(":");
  return `${apiVersion.replace(/^core\//, "")}/${kind}`;
}

/** Settings by what they add to the kinds of the smallest stack. */
const cases: Readonly<Record<string, Record<string, unknown>>> = {
  "the smallest stack": {},
  "several pods": { membership: { replicas: 3 } },
  "a number of pods that follows the load": { console: { autoscaling: { maxReplicas: 4 } } },
  "Dex's state in the cluster": {
    dex: { admin: { enabled: true }, storageType: "kubernetes" },
    database: { dex: null },
  },
  "a namespace that is there": { createNamespace: false },
  "no Ingress": { ingress: { enabled: false, tls: null } },
  "a Gateway in another namespace": {
    ingress: { tls: null },
    gateway: {
      name: "public",
      namespace: "gateways",
      mustExist: false,
      tls: { mode: "cert-manager", issuer: "letsencrypt" },
    },
  },
  "target groups of AWS": {
    ingress: { tls: null },
    targetGroupBindings: {
      console: {
        targetGroupArn:
          "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/console/0123456789abcdef",
      },
    },
  },
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
      const made = resources
        .filter(({ type }) => type.startsWith("kubernetes:"))
        .map(({ type }) => kindOf(type));
      const looked = requiredKinds(config).map(
        ({ group, version, kind }) => `${group === "" ? "" : `${group}/`}${version}/${kind}`,
      );
      deepEqual([...new Set(looked)].sort(), [...new Set(made)].sort());
    });
  }

  it("have cert-manager's where an Ingress asks it for a certificate", () => {
    const tls = { mode: "cert-manager", issuer: "letsencrypt", secretName: null };
    const kinds = requiredKinds(load(changed({ ingress: { tls } })));
    deepEqual(
      kinds.filter(({ from }) => from !== undefined).map(({ kind, from }) => `${kind}: ${from}`),
      ["Certificate: cert-manager"],
    );
  });
});
