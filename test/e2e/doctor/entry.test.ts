import assert from "node:assert/strict";
import { createServer, type AddressInfo } from "node:net";

import { diagnose } from "../../../checks/doctor/diagnose";
import { fromNow } from "../../support/certificates";
import { entryFaults } from "./entry-faults";
import { HOSTS, startWorld, type World } from "./world";

/** Long, since the machine may be under load; what hangs on purpose has a limit of its own. */
const LIMITS = { timeLimit: 60_000, totalLimit: 120_000 };

describe("doctor at a broken entry", function () {
  this.timeout(180_000);
  let world: World;

  before(async function () {
    // On a new machine Dex is built first.
    this.timeout(1_200_000);
    world = await startWorld();
  });

  afterEach(() => {
    world.restore();
  });

  after(() => world.close());

  it("finds nothing to say about a healthy one, and logs in", async () => {
    const { verdict, results } = await diagnose({ target: world.target }, LIMITS);
    const unwell = results.filter(({ status }) => status !== "ok");
    assert.deepEqual(unwell, []);
    assert.equal(verdict.healthy, true);
    assert.ok(results.some(({ id }) => id === "login-tokens"));
    assert.ok(results.some(({ id }) => id === "device-login"));
  });

  for (const [fault, breaking, id, words] of entryFaults) {
    it(`names ${fault}`, async () => {
      const target = { ...world.target, ...(await breaking(world)) };
      const { verdict, results } = await diagnose({ target }, LIMITS);
      const { first } = verdict;
      assert.equal(first?.id, id, JSON.stringify(results.filter((r) => r.status === "failed")));
      assert.match(first.evidence, words);
      assert.ok(first.remedy);
    });
  }

  it("warns of a certificate that ends soon", async () => {
    const names = [HOSTS.console];
    world.entry.certify(
      HOSTS.console,
      await world.authority.issue({ names, notAfter: fromNow(5) }),
    );
    const { verdict, results } = await diagnose({ target: world.target }, LIMITS);
    assert.equal(verdict.healthy, true);
    const warnings = results.filter(({ status }) => status === "warning");
    assert.deepEqual(
      warnings.map(({ id }) => id),
      ["certificate-expiry"],
    );
  });

  it("ends in the time for all checks, when everything hangs", async () => {
    const silent = createServer((socket) => socket.resume());
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const { port } = silent.address() as AddressInfo;
    try {
      const target = {
        ...world.target,
        services: world.target.services.map(({ name }) => ({
          name,
          url: `http://127.0.0.1:${port}/${name}`,
        })),
        membershipIssuer: `http://127.0.0.1:${port}/membership`,
        loginIssuer: `http://127.0.0.1:${port}/dex`,
      };
      // Without it each of these would wait for a minute.
      const limits = { timeLimit: 60_000, totalLimit: 500 };
      const { results } = await diagnose({ target }, limits);
      const answered = results.filter(({ status }) => status === "ok");
      assert.ok(answered.every(({ id }) => id === "dns" || id === "tcp"));
      for (const { status, evidence } of results) {
        if (status === "failed") assert.match(evidence, /No answer within 0\.\d+ seconds/);
        if (status === "not-done")
          assert.match(evidence, /Waits for|seconds for all checks are over/);
      }
      assert.ok(results.length > answered.length);
    } finally {
      silent.close();
    }
  });
});
