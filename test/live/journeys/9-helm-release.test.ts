import assert from "node:assert/strict";
import { marked, recordOf, serviceObjects, type TestRelease } from "../../e2e/support/helm-release";
import type { KubeObject } from "../../e2e/support/kube-client";
import { ISSUER } from "../cluster/certificates";
import { INGRESS_CLASS } from "../cluster/entry";
import { waitUntil, type Plain } from "../cluster/objects";
import { withClients } from "../support/clients";
import { stepsInOrder } from "../support/in-order";
import { cluster } from "../support/prepare";
import { failureOf } from "../support/probe";
import type { Project } from "../support/project";
import { waitForRollout } from "../support/rollout";
import { createSecondStack } from "../support/second-stack";
import { openSession } from "../support/session";
import { NAMESPACE, STACK, deployedProject, firstAccount } from "../support/stack";

const STACK_NAME = "acme";
const RELEASE = "legacy";
/** The services of the release, and what each one's pods are in the stack that stands for it. */
const services = [
  { chart: "dex", port: 5556, service: "dex" },
  { chart: "membership", port: 8080, service: "membership" },
  { chart: "console-v3", port: 3000, service: "console" },
];
const ADDRESSES = [
  "https://dex.acme.test/.well-known/openid-configuration",
  "https://membership.acme.test/api/_info",
  "https://console.acme.test/_info",
];

// As docs/moving-from-helm.md has it; each step needs the ones before it.
describe("a Helm release that a stack takes over", () => {
  stepsInOrder();
  let project: Project;

  before(async () => {
    project = await deployedProject();
    await startRelease();
    for (const address of ADDRESSES) {
      await waitUntil(`${address} answers`, () => failureOf(address, cluster().authority));
    }
    await createSecondStack(project, STACK_NAME, {
      namespace: NAMESPACE,
      name: STACK_NAME,
      createNamespace: "false",
      "adopt.release": RELEASE,
      "ingress.tls.mode": "existing",
      "ingress.tls.issuer": undefined,
      "ingress.tls.secretName": `${RELEASE}-tls`,
    });
    await project.run("pulumi config set kubernetes:upsertExistingObjects true");
  });

  after(async () => {
    await project.run(`pulumi stack select ${STACK}`);
  });

  it("is in order to the preflight", async () => {
    await project.run(`npx control-plane preflight --stack ${STACK_NAME}`);
  });

  it("hands its Services and Ingresses over without a failed request", async () => {
    const before = await addressesOf();
    const requests = await withClients({ addresses: ADDRESSES }, async () => {
      await project.run("pulumi up --yes");
      await waitForRollout(NAMESPACE);
    });
    assert.ok(requests > 100, String(requests));
    assert.deepEqual(await addressesOf(), before);
    await openSession(await firstAccount(project));
    await project.run("pulumi config rm kubernetes:upsertExistingObjects");
    await project.run("pulumi up --yes --expect-no-changes");
  });

  it("is forgotten without a failed request, and leaves no pod", async () => {
    const forget = `npx control-plane forget-helm-release --release ${RELEASE} --stack ${STACK_NAME} --context live`;
    console.log(await project.run(forget));
    await withClients({ addresses: ADDRESSES }, async () => {
      await project.run(`${forget} --yes`);
      await waitUntil("the release's pods are gone", async () => {
        const pods = await cluster().objects.list("v1", "Pod", NAMESPACE);
        const left = pods.filter(
          ({ metadata }) => metadata?.labels?.["app.kubernetes.io/instance"] === RELEASE,
        );
        return left[0]?.metadata?.name;
      });
    });
    const secrets = await cluster().objects.list("v1", "Secret", NAMESPACE);
    const names = secrets.map(({ metadata }) => metadata?.name ?? "");
    assert.deepEqual(
      names.filter((name) => name.startsWith("sh.helm.release")),
      [],
    );
    assert.ok(names.includes(`${RELEASE}-tls`));
    await openSession(await firstAccount(project));
    await project.run("pulumi up --yes --refresh --expect-no-changes");
  });
});

/** The cluster addresses of the release's Services. */
async function addressesOf(): Promise<unknown[]> {
  return Promise.all(
    services.map(async ({ chart }) => {
      const { spec } = await cluster().objects.get(
        "v1",
        "Service",
        `${RELEASE}-${chart}`,
        NAMESPACE,
      );
      return (spec as { readonly clusterIP: string }).clusterIP;
    }),
  );
}

/** Deploys a release as Helm would have; its pods are copies of those of the stack that is there. */
async function startRelease(): Promise<void> {
  const { objects } = cluster();
  const deployments = await objects.list("apps/v1", "Deployment", NAMESPACE);
  const release: TestRelease = {
    name: RELEASE,
    namespace: NAMESPACE,
    objects: [
      ...services.flatMap(({ chart, port, service }) =>
        serviceObjects(RELEASE, NAMESPACE, { chart, port }).map((object) =>
          inThisCluster(object, service, deployments),
        ),
      ),
      certificate,
    ],
    hooks: [],
  };
  await objects.put(release.objects.map((object) => marked(object, release)));
  await objects.put([recordOf(release, 1, "deployed")]);
  await waitForRollout(NAMESPACE);
}

const certificate: KubeObject = {
  apiVersion: "cert-manager.io/v1",
  kind: "Certificate",
  metadata: { name: `${RELEASE}-tls`, namespace: NAMESPACE },
  spec: {
    secretName: `${RELEASE}-tls`,
    dnsNames: services.map(({ service }) => `${service}.acme.test`),
    issuerRef: { name: ISSUER, kind: "ClusterIssuer" },
  },
};

/** An object of the tests' release with the names and images of this cluster. */
function inThisCluster(
  object: KubeObject,
  service: string,
  deployments: readonly Plain[],
): KubeObject {
  if (object.kind === "Ingress") {
    const text = JSON.stringify(object)
      .replaceAll(/[\w-]+\.example\.com/g, `${service}.acme.test`)
      .replaceAll('"nginx"', JSON.stringify(INGRESS_CLASS));
    return JSON.parse(text) as KubeObject;
  }
  if (object.kind !== "Deployment") return object;
  const spec = object.spec as {
    readonly selector: { readonly matchLabels: Readonly<Record<string, string>> };
  };
  const model = deployments.find(({ metadata }) => metadata?.name === `formance-${service}`);
  const { template } = model?.spec as { readonly template: { readonly spec: object } };
  return {
    ...object,
    spec: {
      selector: spec.selector,
      template: { metadata: { labels: spec.selector.matchLabels }, spec: template.spec },
    },
  };
}
