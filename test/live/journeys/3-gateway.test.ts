import assert from "node:assert/strict";
import { ENTRY_NAMES, GATEWAY, NODE } from "../cluster/addresses";
import { ISSUER } from "../cluster/certificates";
import { moveNames } from "../cluster/dns";
import { ENTRY_GATEWAY, startGatewayEntry } from "../cluster/entry";
import { waitUntil } from "../cluster/objects";
import { logIn } from "../support/browser";
import { stepsInOrder } from "../support/in-order";
import { cluster } from "../support/prepare";
import { failureOf, startProbe } from "../support/probe";
import type { Project } from "../support/project";
import { podsByService } from "../support/rollout";
import { screenshotFile } from "../support/screenshots";
import { startClient } from "../support/session";
import {
  NAMESPACE,
  STACK,
  deployedProject,
  firstAccount,
  setConfig,
  stackOutput,
} from "../support/stack";

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

  /** Does something while a client logs in and asks every address; fails unless all goes well. */
  const withClients = async (work: () => Promise<void>) => {
    const stops = [
      startProbe(addresses, cluster().authority),
      await startClient(await firstAccount(project)),
    ];
    await work();
    const results = await Promise.all(stops.map((stop) => stop()));
    assert.deepEqual(
      results.flatMap(({ failures }) => failures),
      [],
      `of ${results.reduce((sum, { requests }) => sum + requests, 0)} requests`,
    );
  };

  it("serves both side by side", async () => {
    await setConfig(project, "ingress.enabled", "true");
    await setConfig(project, "gateway.name", ENTRY_GATEWAY.name);
    await setConfig(project, "gateway.namespace", ENTRY_GATEWAY.namespace);
    await setConfig(project, "gateway.sectionName", "https");
    await setConfig(project, "gateway.redirectSectionName", "http");
    await setConfig(project, "gateway.tls.mode", "cert-manager");
    await setConfig(project, "gateway.tls.issuer", ISSUER);
    await withClients(async () => {
      await project.run("pulumi up --yes");
    });
    for (const address of addresses) {
      await waitUntil(`${address} answers at the Gateway`, () =>
        failureOf(address, cluster().authority, GATEWAY),
      );
    }
  });

  it("lets the records be switched", async () => {
    const { objects, folder } = cluster();
    const { [NODE]: ingress = [], [GATEWAY]: gateway = [] } = ENTRY_NAMES;
    await withClients(() => moveNames(objects, folder, { [GATEWAY]: [...ingress, ...gateway] }));
  });

  it("does without Ingresses", async () => {
    await project.run("pulumi config rm --path 'formance-control-plane:ingress.enabled'");
    await withClients(async () => {
      await project.run("pulumi up --yes");
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

  it("restarts no pod on the way", async () => {
    assert.deepEqual(await podsByService(NAMESPACE), pods);
  });

  it("is all well to the doctor, and to a person with a browser", async () => {
    const said = await project.run(`npx control-plane doctor --stack ${STACK} --context live`);
    assert.match(said, /Everything works/);
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
