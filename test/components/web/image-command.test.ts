import assert from "node:assert/strict";
import type { ControlPlaneArgs } from "../../../components";
import { recordControlPlane, smallest } from "../../support/control-plane";
import { at, find } from "../../support/mocks";

const slim = {
  server: ["node_modules/.bin/react-router-serve", "./build/server/index.js"],
  migration: ["node", "dist/migrate.cjs"],
};
const pnpm = { server: ["pnpm", "run", "start:prod"], migration: ["pnpm", "run", "db:migrate"] };

/** What the containers of Console or Portal run. */
async function commands(service: "console" | "portal", args: Partial<ControlPlaneArgs>) {
  const resources = await recordControlPlane({ ...smallest, ...args });
  const line = (type: string, name: string) => {
    const { inputs } = find(resources, type, `formance-${service}${name}`);
    const container = ["spec", "template", "spec", "containers", 0];
    return [
      ...(at(inputs, ...container, "command") as string[]),
      ...(at(inputs, ...container, "args") as string[]),
    ];
  };
  return {
    server: line("kubernetes:apps/v1:Deployment", ""),
    migration: line("kubernetes:batch/v1:Job", "-migrate"),
  };
}

for (const service of ["console", "portal"] as const) {
  describe(`the commands of ${service}`, () => {
    it("are those of an image with pnpm by default", async () => {
      assert.deepEqual(await commands(service, {}), pnpm);
    });

    it("follow the tag", async () => {
      const found = await commands(service, { images: { [service]: { tag: "v3.0.0" } } });
      assert.deepEqual(found, slim);
    });

    it("follow the word, whatever the tag", async () => {
      const digest = `sha256:${"0".repeat(64)}`;
      assert.deepEqual(
        await commands(service, {
          images: { [service]: { digest } },
          [service]: { imageForm: "slim" },
        }),
        slim,
      );
      assert.deepEqual(
        await commands(service, {
          images: { [service]: { tag: "v3.0.0" } },
          [service]: { imageForm: "pnpm" },
        }),
        pnpm,
      );
    });

    it("are your own, without the arguments of another command", async () => {
      assert.deepEqual(
        await commands(service, {
          [service]: {
            command: ["node"],
            args: ["server.js"],
            migration: { command: ["./migrate"] },
          },
        }),
        { server: ["node", "server.js"], migration: ["./migrate"] },
      );
    });

    it("take arguments alone", async () => {
      const found = await commands(service, { [service]: { args: ["run", "start"] } });
      assert.deepEqual(found.server, ["pnpm", "run", "start"]);
    });

    it("are refused with a form that is none", async () => {
      await assert.rejects(
        commands(service, { [service]: { imageForm: "alpine" } }),
        /imageForm\s+is not one of: pnpm, slim\./,
      );
    });
  });
}
