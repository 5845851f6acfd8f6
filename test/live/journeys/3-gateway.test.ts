import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { ENTRY_NAMES, GATEWAY, NODE } from "../cluster/addresses";
import { ISSUER } from "../cluster/certificates";
import { moveNames } from "../cluster/dns";
import { ENTRY_GATEWAY, startGatewayEntry } from "../cluster/entry";
import { waitUntil } from "../cluster/objects";
import { logIn } from "../support/browser";
import { withClients } from "../support/clients";
import { allIsWell } from "../support/doctor";
import { stepsInOrder } from "../support/in-order";
import { cluster } from "../support/prepare";
import { failureOf } from "../support/probe";
import type { Project } from "../support/project";
import { podsByService, waitForRollout } from "../support/rollout";
import { screenshotFile } from "../support/screenshots";
import { NAMESPACE, deployedProject, firstAccount, setConfig, stackOutput } from "../support/stack";

/** Those that lead to the Gateway; another journey moves Portal. */
const DOMAINS = /\.(?:formance|moved|gateway)\.test$/;

// Each step needs the ones before it.
describe("a move from Ingresses to a Gateway", () => {
  stepsInOrder();
  let project: Project;
  let pods: Record<string, string>;
  let addresses: readonly string[];

  before(async () => {
    project = await deployedProject();
    pods = await podsByService(NAMESPACE);
    addresses = [
      `${await stackOutput(project, "loginIssuer")}/.well-known/openid-configuration`,
      `${await stackOutput(project, "membershipUrl")}/_info`,
      `${await stackOutput(project, "consoleUrl")}/_info`,
      `${await stackOutput(project, "portalUrl")}/_info`,
    ];
    await makeGateway();
  });

  const withoutAFailure = async (work: () => Promise<unknown>) =>
    withClients({ addresses, account: await firstAccount(project) }, work);

  it("serves both side by side", async () => {
    await setConfig(project, "ingress.enabled", "true");
    await setConfig(project, "gateway.name", ENTRY_GATEWAY.name);
    await setConfig(project, "gateway.namespace", ENTRY_GATEWAY.namespace);
    await setConfig(project, "gateway.sectionName", "https");
    await setConfig(project, "gateway.redirectSectionName", "http");
    await setConfig(project, "gateway.tls.mode", "cert-manager");
    await setConfig(project, "gateway.tls.issuer", ISSUER);
    await withoutAFailure(() => project.run("pulumi up --yes"));
    for (const address of addresses) {
      await waitUntil(`${address} answers at the Gateway`, () =>
        failureOf(address, cluster().authority, GATEWAY),
      );
    }
  });

  it("does without Ingresses once the records are switched and the pods have restarted", async () => {
    const { objects, folder } = cluster();
    const names = Object.values(ENTRY_NAMES).flat();
    // Other stacks keep their Ingresses.
    const records = {
      [NODE]: names.filter((name) => !DOMAINS.test(name)),
      [GATEWAY]: names.filter((name) => DOMAINS.test(name)),
    };
    assert.deepEqual(await podsByService(NAMESPACE), pods);
    // As docs/public-entry.md has it. The clients stay: pods without them let go of their connections.
    await withoutAFailure(async () => {
      await moveNames(objects, folder, records);
      await project.run(
        `kubectl --namespace ${NAMESPACE} rollout restart deployment --selector app.kubernetes.io/instance=formance`,
      );
      await waitForRollout(NAMESPACE);
      pods = await podsByService(NAMESPACE);
      await project.run("pulumi config rm --path 'formance-control-plane:ingress.enabled'");
      await project.run("pulumi up --yes");
      // The controller has taken them out.
      await sleep(10_000);
    });
    const left = await cluster().objects.list("networking.k8s.io/v1", "Ingress", NAMESPACE);
    assert.deepEqual(left, []);
    await project.run("pulumi up --yes --expect-no-changes");
    await project.run("pulumi refresh --yes --expect-no-changes");
  });

  it("redirects plain HTTP", async () => {
    const console = await stackOutput(project, "consoleUrl");
    const answer = await fetch(console.replace("https:", "http:"), { redirect: "manual" });
    assert.equal(answer.status, 301);
    assert.equal(answer.headers.get("location"), `${console}/`);
  });

  it("restarts no pod by an update", async () => {
    assert.deepEqual(await podsByService(NAMESPACE), pods);
  });

  it("is all well to the doctor, and to a person with a browser", async () => {
    await allIsWell(project);
    const account = await firstAccount(project);
    const { text } = await logIn({ ...account, screenshot: screenshotFile("gateway-login") });
    assert.match(text, /Logged in as /);
  });
});

/** What the Gateway's owner does: its listeners refer to the control plane's certificate. */
async function makeGateway(): Promise<void> {
  const { objects, parts } = cluster();
  const { name, namespace } = ENTRY_GATEWAY;
  const allowedRoutes = {
    namespaces: {
      from: "Selector",
      selector: { matchLabels: { "kubernetes.io/metadata.name": NAMESPACE } },
    },
  };
  const certificate = { name: "formance-gateway-tls", namespace: NAMESPACE };
  await objects.put([
    { apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } },
    {
      apiVersion: "gateway.networking.k8s.io/v1",
      kind: "GatewayClass",
      metadata: { name: "contour" },
      spec: { controllerName: "projectcontour.io/gateway-controller" },
    },
    {
      apiVersion: "gateway.networking.k8s.io/v1",
      kind: "Gateway",
      metadata: { name, namespace },
      spec: {
        gatewayClassName: "contour",
        listeners: [
          { name: "http", protocol: "HTTP", port: 80, allowedRoutes },
          {
            ...{ name: "https", protocol: "HTTPS", port: 443, allowedRoutes },
            tls: { certificateRefs: [certificate] },
          },
        ],
      },
    },
  ]);
  await startGatewayEntry(parts);
}
