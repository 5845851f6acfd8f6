import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { amountsAndLimits } from "./cases/amounts-and-limits";
import { clearDatabase } from "./cases/clear-database";
import { dexSections } from "./cases/dex-sections";
import { silentDexOverrides } from "./cases/silent-dex-overrides";
import { silentDex } from "./cases/silent-dex";
import { takenByKubernetes } from "./cases/taken-by-kubernetes";
import { unknownKeys } from "./cases/unknown-keys";
import { wrongDatabase } from "./cases/wrong-database";
import { wrongDatabaseUrls } from "./cases/wrong-database-urls";
import { wrongDex } from "./cases/wrong-dex";
import { wrongEntry } from "./cases/wrong-entry";
import { wrongExternalSecrets } from "./cases/wrong-external-secrets";
import { wrongIdentityAndDatabase } from "./cases/wrong-identity-and-database";
import { wrongNetwork } from "./cases/wrong-network";
import { wrongOperations } from "./cases/wrong-operations";
import { wrongPlace } from "./cases/wrong-place";
import { wrongPods } from "./cases/wrong-pods";
import { wrongSecrets } from "./cases/wrong-secrets";
import { wrongServices } from "./cases/wrong-services";
import { wrongWorkload } from "./cases/wrong-workload";
import { changed, errorOf, load, minimal, problemsOf, project, sourceOf } from "./support";

const tables = {
  "a value in the wrong form: place": wrongPlace,
  "a value in the wrong form: database": wrongDatabase,
  "a connection URL that not all its readers take": wrongDatabaseUrls,
  "a database in clear": clearDatabase,
  "a value in the wrong form: workload": wrongWorkload,
  "pods, their Services and Jobs": wrongPods,
  "what Kubernetes overrides, or refuses late": takenByKubernetes,
  "secrets and logins": wrongSecrets,
  "a value in the wrong form: services": wrongServices,
  "an unknown key": unknownKeys,
  "settings of Dex": wrongDex,
  "amounts, names and limits of Kubernetes": amountsAndLimits,
  "settings that Dex ignores": silentDex,
  "overrides that Dex refuses or drops": silentDexOverrides,
  "signer, sessions and second factors of Dex": dexSections,
  "values that don't go together: identity and database": wrongIdentityAndDatabase,
  "values that don't go together: operations": wrongOperations,
  "peers of the network": wrongNetwork,
  "a wrong public entry": wrongEntry,
  "wrong Secrets from a store, and wrong generations": wrongExternalSecrets,
};

describe("wrong stack configs", () => {
  it("start from one that is right", () => {
    strictEqual(load(minimal).domain, "example.com");
  });

  for (const [title, table] of Object.entries(tables)) {
    describe(title, () => {
      for (const { name, change, problems } of table) {
        it(name, () => {
          const found = problemsOf(sourceOf(changed(change)));
          const messages = Object.fromEntries(found.map(({ path, message }) => [path, message]));
          const expected = Object.fromEntries(
            Object.entries(problems).map(([path, message]) => [`${project}:${path}`, message]),
          );
          deepStrictEqual(messages, expected);
          strictEqual(found.length, Object.keys(problems).length);
        });
      }
    });
  }

  it("tell all problems at once, in the order of their paths", () => {
    const users = Array.from({ length: 12 }, () => ({ email: "nobody" }));
    const found = problemsOf(
      sourceOf(
        changed({
          domain: "https://example.com",
          databse: {},
          database: { port: 0, portal: null },
          hosts: { console: { scheme: "http" } },
          seed: { users },
        }),
      ),
    );
    deepStrictEqual(
      found.map(({ path }) => path.slice(project.length + 1)),
      [
        "database.port",
        "database.portal.password",
        "databse",
        "domain",
        "hosts.console.scheme",
        ...users.map((_, index) => `seed.users[${index}].email`),
      ],
    );
  });

  it("read well in a terminal", () => {
    const values = changed({ domain: "https://example.com", database: { portal: null } });
    const error = errorOf(sourceOf(values, { stackFile: "/somewhere/Pulumi.prod.yaml" }));
    strictEqual(
      error?.message,
      `The stack config has 2 problems (Pulumi.prod.yaml):

  formance-control-plane:database.portal.password
    is missing. With database.mode existing, each service needs password, passwordSecret or url:
    pulumi config set --path --secret 'formance-control-plane:database.portal.password'

  formance-control-plane:domain
    has a scheme. Write only the name, such as example.com.
`,
    );
  });

  it("use the namespace of the project that reads them", () => {
    const [problem] = problemsOf(sourceOf(changed({ domain: "" }), { project: "my-platform" }));
    strictEqual(problem?.path, "my-platform:domain");
  });

  it("never show a value", () => {
    const canary = "canary-5RkQ";
    for (const { change } of Object.values(tables).flat()) {
      const error = errorOf(sourceOf(changed(change)));
      ok(error !== undefined);
      ok(!error.message.includes("5RkQ"), error.message);
    }
    ok(!String(errorOf(sourceOf(changed({ environment: canary })))).includes(canary));
  });
});
