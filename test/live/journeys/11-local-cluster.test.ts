import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { parseDocument } from "yaml";
import { ENTRY_NAMES } from "../cluster/addresses";
import { moveNames } from "../cluster/dns";
import { waitUntil } from "../cluster/objects";
import { stepsInOrder } from "../support/in-order";
import { forwardPostgres } from "../support/port-forward";
import { cluster } from "../support/prepare";
import type { Project } from "../support/project";
import { EMAIL, STACK, stackProject } from "../support/stack";

const FILE = "Pulumi.local.yaml";
/** Without the back end that the other journeys choose: npm start keeps a state of its own. */
const ENVIRONMENT = "unset PULUMI_BACKEND_URL; export PULUMI_CONFIG_PASSPHRASE=local;";

// The commands of docs/local-cluster.md, on this cluster; each step needs the ones before it.
describe("a cluster on one's own machine", () => {
  stepsInOrder();
  let project: Project;

  before(async () => {
    project = await stackProject();
    // It has the same names, which may lead to a Gateway.
    if ((await project.attempt(`pulumi stack select ${STACK}`)).code === 0) {
      await project.run("pulumi destroy --yes --skip-preview");
    }
    await moveNames(cluster().objects, cluster().folder, ENTRY_NAMES);
    await forwardPostgres(project);
  });

  it("gets a control plane by npm start", async () => {
    await project.run(`cp examples/local/${FILE} .`);
    useOwnDatabases(path.join(project.folder, FILE));
    console.log(
      await project.run(`${ENVIRONMENT} npm start -- --context live --stack local --yes`),
    );
  });

  it("lets its first user log in", async () => {
    const password = await project.run(
      `${ENVIRONMENT} npm run --silent password -- --context live --stack local`,
    );
    const said = await project.run(
      `${ENVIRONMENT} npx control-plane doctor --stack local --context live --login-user ${EMAIL} --login-password-file -`,
      password,
    );
    assert.match(said, /Everything works/);
  });

  it("has nothing left after npm run down", async () => {
    console.log(await project.run(`${ENVIRONMENT} npm run down -- --yes`));
    await waitUntil("the namespace is gone", async () => {
      const namespaces = await cluster().objects.list("v1", "Namespace");
      return namespaces.some(({ metadata }) => metadata?.name === "formance") ? "it is" : undefined;
    });
  });
});

/** Other journeys leave databases of the usual names on the server. */
function useOwnDatabases(file: string): void {
  const document = parseDocument(readFileSync(file, "utf8"));
  for (const service of ["dex", "membership", "console", "portal"]) {
    const own = { user: `local_${service}`, database: `local_${service}` };
    document.setIn(["config", "formance-control-plane:database", service], own);
  }
  writeFileSync(file, document.toString());
}
