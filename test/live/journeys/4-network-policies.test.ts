import assert from "node:assert/strict";
import { GATEWAY, NODE } from "../cluster/addresses";
import { waitUntil } from "../cluster/objects";
import { withClients } from "../support/clients";
import { allIsWell } from "../support/doctor";
import { cluster } from "../support/prepare";
import type { Project } from "../support/project";
import { podsByService } from "../support/rollout";
import { NAMESPACE, deployedProject, firstAccount, setConfig } from "../support/stack";

const STRANGERS = "strangers";
const service = (name: string, port: number) => `formance-${name}.${NAMESPACE}.svc:${port}`;

const DEX = service("dex", 5556);
const MEMBERSHIP = service("membership", 8080);
const CONSOLE = service("console", 3000);
const PORTAL = service("portal", 3000);
const POSTGRES = "postgres.postgres.svc:5432";
const ENTRY = "membership.formance.test:443";
const API = "kubernetes.default.svc:443";

/** Where the pods of each service may and may not connect to. */
const FLOWS: Readonly<Record<string, readonly [open: string[], closed: string[]]>> = {
  dex: [[POSTGRES], [MEMBERSHIP, CONSOLE, API]],
  membership: [
    [POSTGRES, ENTRY],
    [DEX, CONSOLE, API],
  ],
  // These two also reach port 8080 of any pod, which may be the API of a stack.
  console: [
    [POSTGRES, ENTRY, MEMBERSHIP],
    [DEX, PORTAL, API],
  ],
  portal: [
    [POSTGRES, ENTRY, MEMBERSHIP],
    [DEX, CONSOLE, API],
  ],
};

describe("the NetworkPolicies, where an agent enforces them", function () {
  let project: Project;

  /** Which of the places a container can connect to. */
  const reachable = async (pod: string, places: readonly string[]): Promise<string[]> => {
    const tried = places.map((place) => {
      const [host = "", port = ""] = place.split(":");
      return `/bin/busybox nc -w 3 ${host} ${port} </dev/null >/dev/null 2>&1 && echo ${place}`;
    });
    const script = `${tried.join("; ")}; true`;
    const printed = await project.run(`kubectl exec ${pod} -- /bin/sh -c '${script}'`);
    return printed.split("\n").filter(Boolean);
  };

  before(async () => {
    project = await deployedProject();
    await startStranger(project);
  });

  // Other journeys have namespaces of their own on the same Postgres.
  after(() => project.run("kubectl --namespace postgres delete networkpolicy --all"));

  for (const [name, [open, closed]] of Object.entries(FLOWS)) {
    it(`let ${name} reach what it needs, and nothing else`, async () => {
      const pod = `--namespace ${NAMESPACE} deployment/formance-${name}`;
      assert.deepEqual(await reachable(pod, [...open, ...closed]), open);
    });
  }

  it("leave the published ports open until the entry is named", async () => {
    const all = [DEX, MEMBERSHIP, CONSOLE, PORTAL];
    assert.deepEqual(await reachable(`--namespace ${STRANGERS} stranger`, all), all);
    const before = await podsByService(NAMESPACE);
    await withClients({ account: await firstAccount(project) }, async () => {
      // Both entries are on the node's network, and have no pods.
      await setConfig(project, "networkPolicies.entry[0].cidr", `${NODE}/32`);
      await setConfig(project, "networkPolicies.entry[1].cidr", `${GATEWAY}/32`);
      await project.run("pulumi up --yes");
      await waitUntil("a stranger reaches nothing", async () => {
        const left = await reachable(`--namespace ${STRANGERS} stranger`, all);
        return left.length === 0 ? undefined : left.join(", ");
      });
    });
    assert.deepEqual(await podsByService(NAMESPACE), before);
  });

  it("let the database's owner admit the control plane alone", async () => {
    await cluster().objects.put([
      {
        apiVersion: "networking.k8s.io/v1",
        kind: "NetworkPolicy",
        metadata: { name: "postgres", namespace: "postgres" },
        spec: {
          podSelector: {},
          policyTypes: ["Ingress"],
          ingress: [
            {
              from: [
                {
                  namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": NAMESPACE } },
                },
              ],
            },
          ],
        },
      },
    ]);
    await waitUntil("a stranger doesn't reach Postgres", async () => {
      const left = await reachable(`--namespace ${STRANGERS} stranger`, [POSTGRES]);
      return left.length === 0 ? undefined : left.join(", ");
    });
    const pod = `--namespace ${NAMESPACE} deployment/formance-membership`;
    assert.deepEqual(await reachable(pod, [POSTGRES]), [POSTGRES]);
    await allIsWell(project);
  });
});

/** A pod of somebody else in the same cluster. */
async function startStranger(project: Project): Promise<void> {
  const { objects } = cluster();
  await objects.put([
    { apiVersion: "v1", kind: "Namespace", metadata: { name: STRANGERS } },
    {
      apiVersion: "v1",
      kind: "Pod",
      metadata: { name: "stranger", namespace: STRANGERS },
      spec: {
        terminationGracePeriodSeconds: 0,
        containers: [
          {
            name: "stranger",
            image: (await imageOf("console")) ?? "",
            imagePullPolicy: "Never",
            command: ["/bin/busybox", "sleep", "1000000"],
          },
        ],
      },
    },
  ]);
  await project.run(
    `kubectl --namespace ${STRANGERS} wait pod/stranger --for condition=Ready --timeout 60s`,
  );
}

/** An image with a shell, which the node has. */
async function imageOf(name: string): Promise<string | undefined> {
  const found = await cluster().objects.get("apps/v1", "Deployment", `formance-${name}`, NAMESPACE);
  const { template } = found.spec as {
    readonly template: { readonly spec: { readonly containers: readonly { image: string }[] } };
  };
  return template.spec.containers[0]?.image;
}
