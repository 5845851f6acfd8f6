import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parse } from "yaml";
import type { ControlPlaneArgs, SeedSettingsArgs } from "../../../components";
import { recordControlPlane, smallest } from "../../support/control-plane";
import { at, find, type Recorded } from "../../support/mocks";

const contract = JSON.parse(
  readFileSync(resolve(__dirname, "../../../../test/components/contract/contract.json"), "utf8"),
) as {
  jobs: Record<
    string,
    { restartPolicy: string; containers: { name: string; args: string[]; env: string[] }[] }
  >;
};

const seed: SeedSettingsArgs = {
  via: "wizard",
  users: [{ email: "alice@example.com" }],
  organizations: [{ name: "Acme", owner: "alice@example.com" }],
  regions: [{ name: "eu-1", baseUrl: "https://eu-1.example.com" }],
  stacks: [
    { name: "demo", organization: "Acme", region: "eu-1" },
    { name: "given", organization: "Acme", region: "eu-1", clientSecret: "sesame-given" },
  ],
};

const withWizard: ControlPlaneArgs = { ...smallest, seed };

/** Variables of features that the default config leaves off. */
const offByDefault =
  /^(OTEL_TRACES|OTEL_METRICS|POSTGRES_AWS|PUBLISHER_NATS_|PUBLISHER_TOPIC|GRPC_)/;

describe("seed by the image's wizard", () => {
  let resources: Recorded[];

  before(async () => {
    resources = await recordControlPlane(withWizard);
  });

  const job = (): Recorded =>
    find(resources, "kubernetes:batch/v1:Job", "formance-membership-wizard");
  const secret = (): Recorded =>
    find(resources, "kubernetes:core/v1:Secret", "formance-membership-wizard");

  it("runs the image as the contract says, retried, and kept", () => {
    const expected = contract.jobs["membership-wizard"];
    const spec = at(job().inputs, "spec");
    const pod = at(spec, "template", "spec");
    assert.equal(at(pod, "restartPolicy"), expected?.restartPolicy);
    const container = at(pod, "containers", 0) as {
      name: string;
      args: string[];
      env: { name: string; value?: string }[];
    };
    const wanted = expected?.containers[0];
    assert.equal(container.name, wanted?.name);
    assert.deepEqual(container.args, wanted?.args);
    // Beyond the contract: Membership knows a client's next secret before anybody uses it.
    const next = ["CONSOLEV3", "PORTAL"].map((client) => `${client}_OAUTH_CLIENT_SECRET_NEXT`);
    assert.deepEqual(
      container.env.map(({ name }) => name),
      [...(wanted?.env.filter((name) => !offByDefault.test(name)) ?? []), ...next],
    );
    assert.equal(container.env.find(({ name }) => name === "CONFIG")?.value, "/config/config.yaml");
    assert.equal(at(spec, "backoffLimit"), 6);
    assert.equal(at(spec, "ttlSecondsAfterFinished"), undefined);
  });

  it("mounts the file from a Secret that is named by its content", () => {
    const name = String(at(secret().inputs, "metadata", "name"));
    assert.match(name, /^formance-membership-wizard-[0-9a-f]{10}$/);
    const volumes = at(job().inputs, "spec", "template", "spec", "volumes") as unknown[];
    assert.ok(
      volumes.some((volume) => at(volume, "secret", "secretName") === name),
      "the Secret is mounted",
    );
    assert.ok(secret().secrets.includes("stringData"));
    const file = parse(String(at(secret().inputs, "stringData", "config.yaml"))) as unknown;
    assert.equal(at(file, "wizard", "organizations", 0, "name"), "Acme");
    assert.equal(at(file, "wizard", "stacks", 1, "clientSecret"), "sesame-given");
    assert.match(String(at(file, "wizard", "stacks", 0, "clientSecret")), /.{20}/);
  });

  it("keeps client secrets in that Secret alone", () => {
    const holders = resources.filter(({ inputs }) =>
      JSON.stringify(inputs).includes("sesame-given"),
    );
    assert.deepEqual(holders, [secret()]);
  });

  it("connects to nothing", () => {
    assert.deepEqual(
      resources.filter(({ type }) => type.includes("dynamic")),
      [],
    );
  });

  it("makes another Secret and another Job of another content", async () => {
    const users = [...(seed.users ?? []), { email: "bob@example.com" }];
    const others = await recordControlPlane({ ...smallest, seed: { ...seed, users } });
    for (const { type, name, inputs } of [job(), secret()]) {
      const other = find(others, type, name);
      assert.notEqual(at(other.inputs, "metadata", "name"), at(inputs, "metadata", "name"));
    }
  });

  it("leaves a control plane without a wizard as it is", async () => {
    const others = await recordControlPlane({ ...smallest, seed: { users: seed.users ?? [] } });
    assert.deepEqual(
      others.filter(({ name }) => name.includes("wizard")),
      [],
    );
  });
});
