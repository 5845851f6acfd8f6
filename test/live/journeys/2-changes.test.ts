import assert from "node:assert/strict";
import { NEXT_TAG } from "../cluster/images";
import { waitUntil } from "../cluster/objects";
import { withClients } from "../support/clients";
import { cluster } from "../support/prepare";
import { failureOf } from "../support/probe";
import type { Project } from "../support/project";
import { podsByService, waitForRollout } from "../support/rollout";
import { NAMESPACE, deployedProject, firstAccount, setConfig } from "../support/stack";

interface Change {
  readonly what: string;
  readonly config: Readonly<Record<string, string>>;
  /** The services whose pods read it. */
  readonly rolls: readonly string[];
  /** An address that moves, and is not asked meanwhile. */
  readonly moves?: string;
}

const changes: readonly Change[] = [
  {
    what: "a new image of Console",
    config: { "images.console.tag": NEXT_TAG },
    rolls: ["console"],
  },
  {
    what: "a new cookie key of Portal",
    config: { "secretGenerations.portalCookie": "2" },
    rolls: ["portal"],
  },
  {
    what: "another life of access tokens",
    config: { "membership.accessTokenValidity": "10m" },
    rolls: ["membership"],
  },
  {
    what: "another life of Dex's tokens",
    config: { "dex.expiry.idTokens": "12h" },
    rolls: ["dex"],
  },
  {
    what: "a new connector",
    config: {
      "dex.connectors[0].type": "mockCallback",
      "dex.connectors[0].id": "staff",
      "dex.connectors[0].name": "Staff",
    },
    rolls: ["dex"],
  },
  {
    what: "a new client secret of Console",
    config: { "secretGenerations.consoleClient": "2" },
    rolls: ["console", "membership"],
  },
  {
    what: "another host of Portal",
    config: { "hosts.portal.host": "portal.moved.test" },
    // Console links to Portal.
    rolls: ["console", "membership", "portal"],
    moves: "https://portal.formance.test/_info",
  },
];

const ADDRESSES = [
  "https://dex.formance.test/.well-known/openid-configuration",
  "https://membership.formance.test/api/_info",
  "https://console.formance.test/_info",
  "https://portal.formance.test/_info",
];

describe("a change of a running stack", () => {
  let project: Project;

  before(async () => {
    project = await deployedProject();
  });

  for (const { what, config, rolls, moves } of changes) {
    it(`${what} rolls exactly the pods concerned; no request and no login fails`, async () => {
      const before = await podsByService(NAMESPACE);
      for (const [key, value] of Object.entries(config)) await setConfig(project, key, value);
      const addresses = ADDRESSES.filter((address) => address !== moves);
      await withClients({ addresses, account: await firstAccount(project) }, async () => {
        await project.run("pulumi up --yes");
        await waitForRollout(NAMESPACE);
      });
      const after = await podsByService(NAMESPACE);
      const changed = Object.keys(after).filter((service) => before[service] !== after[service]);
      assert.deepEqual(changed.sort(), rolls);
    });
  }

  it("a host that has moved answers at its new address", async () => {
    // Its certificate may be issued later than its pod is ready.
    const address = "https://portal.moved.test/_info";
    await waitUntil(`${address} answers`, () => failureOf(address, cluster().authority));
  });
});
