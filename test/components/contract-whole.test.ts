import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { recordControlPlane, smallest } from "../support/control-plane";
import { byIam, everything } from "./cases/everything";
import { at, find, type Plain, type Recorded } from "../support/mocks";

interface Contract {
  readonly services: Record<
    string,
    { readonly env: { name: string }[]; readonly ports: { name: string; port: number }[] }
  >;
  readonly jobs: Record<string, { readonly containers: { name: string; env: string[] }[] }>;
}

const file = resolve(__dirname, "../../../test/components/contract/contract.json");
const contract = JSON.parse(readFileSync(file, "utf8")) as Contract;

/** Variables that the contract has not, each with its reason. */
const additional: Record<string, readonly string[]> = {
  // Private authorities are a setting of this project.
  membership: ["SSL_CERT_DIR"].concat(
    // A rotated client logs in with its last secret until it has learned the next, and with that one
    // before Membership has restarted.
    ["CONSOLEV3", "PORTAL"].flatMap((client) =>
      ["PREVIOUS", "NEXT"].map((which) => `${client}_OAUTH_CLIENT_SECRET_${which}`),
    ),
  ),
  "console-v3": ["NODE_EXTRA_CA_CERTS"],
  portal: ["NODE_EXTRA_CA_CERTS"],
  dex: [
    "SSL_CERT_DIR",
    // The file is taken to the letter, and one provider that is down keeps no other from logging in.
    "DEX_EXPAND_ENV",
    "DEX_CONTINUE_ON_CONNECTOR_FAILURE",
    // The variables by which Dex's own library logs in to Postgres.
    "PGUSER",
    "PGPASSWORD",
  ],
};

/** Variables of the contract that have no use here, each with its reason. */
const unused: Record<string, readonly string[]> = {
  // Nothing in Dex reads it: the chart puts it into the file by expansion, here it is PGPASSWORD.
  dex: ["POSTGRES_PASSWORD"],
};

const ours: Record<string, string> = {
  membership: "formance-membership",
  dex: "formance-dex",
  "console-v3": "formance-console",
  portal: "formance-portal",
};

const jobs: Record<string, string> = {
  "membership-migrate": "formance-membership-migrate",
  "console-v3-migrate": "formance-console-migrate",
  "portal-migrate": "formance-portal-migrate",
  "membership-wizard": "formance-membership-wizard",
  "membership-gc-invitation": "formance-membership-gc-invitation",
  "membership-gc": "formance-membership-gc",
  "membership-stack-lc": "formance-membership-stack-lc",
};

function containers(resources: readonly Recorded[], name: string): Plain[] {
  const found = resources.filter(
    (resource) => resource.name === name && /:(Deployment|Job|CronJob)$/.test(resource.type),
  );
  assert.equal(found.length, 1, name);
  const spec = at(found[0]?.inputs, "spec");
  const pod = at(spec, "template", "spec") ?? at(spec, "jobTemplate", "spec", "template", "spec");
  return at(pod, "containers") as Plain[];
}

const names = (container: Plain | undefined) =>
  ((container?.env ?? []) as Plain[]).map(({ name }) => String(name));

describe("the whole contract of the images", () => {
  let runs: Recorded[][];

  before(async function () {
    this.timeout(120_000);
    runs = [
      await recordControlPlane(),
      await recordControlPlane(everything),
      await recordControlPlane(byIam),
    ];
  });

  /** Variables that any of the configs gives the container at that position. */
  const produced = (name: string, index = 0): string[] => [
    ...new Set(
      runs.flatMap((resources) =>
        resources.some((resource) => resource.name === name)
          ? names(containers(resources, name)[index])
          : [],
      ),
    ),
  ];

  for (const [service, { env, ports }] of Object.entries(contract.services)) {
    it(`${service} can have every variable, and no other`, () => {
      const wanted = env.map(({ name }) => name).filter((name) => name !== "*");
      const left = wanted.filter((name) => !(unused[service] ?? []).includes(name));
      const expected = [...new Set([...left, ...(additional[service] ?? [])])];
      assert.deepEqual(produced(ours[service] ?? "").sort(), expected.sort());
    });

    it(`${service} has variables in the contract's order`, () => {
      const wanted = env.map(({ name }) => name);
      for (const resources of runs) {
        const [container] = containers(resources, ours[service] ?? "");
        const known = names(container).filter((name) => wanted.includes(name));
        const inOrder = wanted.filter((name) => known.includes(name));
        // A variable refers to earlier ones only; Dex has none that does.
        if (service !== "dex") assert.deepEqual(known, [...new Set(inOrder)]);
      }
    });

    it(`${service} can open every port, and no other`, () => {
      const opened = new Map<string, number>();
      for (const resources of runs) {
        const { inputs } = find(resources, "kubernetes:core/v1:Service", ours[service] ?? "");
        for (const { name, port } of at(inputs, "spec", "ports") as Plain[]) {
          opened.set(String(name), Number(port));
        }
      }
      assert.deepEqual(
        [...opened].sort(),
        ports.map(({ name, port }): [string, number] => [name, port]).sort(),
      );
    });
  }

  for (const [id, name] of Object.entries(jobs)) {
    it(`${id} can have every variable, and no other`, () => {
      const { containers: wanted } = contract.jobs[id] ?? { containers: [] };
      wanted.forEach((container, index) => {
        const expected = new Set(container.env.filter((variable) => variable !== "*"));
        if (id === "membership-wizard") {
          // The wizard reads the server's own variables.
          for (const variable of additional.membership ?? []) {
            if (/_(PREVIOUS|NEXT)$/.test(variable)) expected.add(variable);
          }
        }
        assert.deepEqual(produced(name, index).sort(), [...expected].sort(), container.name);
      });
    });
  }

  it("names every Job of the contract", () => {
    assert.deepEqual(Object.keys(contract.jobs).sort(), Object.keys(jobs).sort());
  });

  it("starts from the smallest config, which has none of that", async () => {
    const [container] = containers(await recordControlPlane(smallest), "formance-membership");
    assert.ok(!names(container).some((name) => /^(PUBLISHER|GRPC|OTEL_TRACES)/.test(name)));
  });
});
