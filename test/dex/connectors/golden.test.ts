import { deepStrictEqual, ok, strictEqual } from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { toArgs } from "../../../config/to-args";
import { changed, load } from "../../config/support";
import { recordControlPlane } from "../../support/control-plane";
import { at, find, type Recorded } from "../../support/mocks";
import { connectorSamples } from "./samples";

/** Some connectors check groups only for a client that requests them. */
const membershipClient = { scopes: ["openid", "email", "groups", "federated:id"] };

const folder = "test/dex/connectors/golden";

const connectors = connectorSamples.map(({ name, written }) => ({ file: `${name}.yaml`, written }));

interface Volume {
  readonly name: string;
  readonly projected?: { readonly sources: readonly Source[] };
}

interface Source {
  readonly secret: {
    readonly name: string;
    readonly items: readonly { readonly key: string; readonly path: string }[];
  };
}

/** What the pod gets for a connector: its part of Dex's configuration file, and its files. */
function generated(resources: Recorded[], index: number): string {
  const { inputs } = find(resources, "kubernetes:core/v1:Secret", "formance-dex-config");
  const file: unknown = parse(String(at(inputs, "stringData", "config.yaml")));
  const pod = find(resources, "kubernetes:apps/v1:Deployment", "formance-dex").inputs;
  const volumes = at(pod, "spec", "template", "spec", "volumes") as Volume[];
  const sources = volumes.find(({ name }) => name === "connectors")?.projected?.sources ?? [];
  const files = sources.flatMap(({ secret: { name, items } }) =>
    items
      .filter(({ path }) => path.startsWith(`connector-${index}-`))
      .map(({ key, path }) => ({ path, key, of: name.replace(/-[0-9a-f]{8,}$/, "") })),
  );
  return stringify({
    connector: at(file, "connectors", index),
    ...(files.length === 0 ? {} : { files }),
  });
}

describe("the configuration that Dex gets", () => {
  let resources: Recorded[];

  before(async function () {
    this.timeout(120_000);
    const written = connectors.map((connector) => connector.written);
    const config = load(
      changed({ environment: "test", dex: { connectors: written, membershipClient } }),
    );
    resources = await recordControlPlane(toArgs(config, (plain) => plain));
  });

  for (const [index, { file }] of connectors.entries()) {
    it(`is the one in ${file}`, () => {
      const path = join(folder, file);
      const found = generated(resources, index);
      if (process.env.UPDATE_GOLDEN === "1") writeFileSync(path, found);
      ok(existsSync(path), `${path} is missing: UPDATE_GOLDEN=1 writes it`);
      strictEqual(found, readFileSync(path, "utf8"));
    });
  }

  it("is kept for every type and preset, and for nothing else", () => {
    deepStrictEqual(readdirSync(folder).sort(), connectors.map(({ file }) => file).sort());
  });

  it("hands secrets over to the letter", () => {
    const index = connectors.findIndex(({ file }) => file === "type-ldap.yaml");
    const { connector } = parse(generated(resources, index)) as {
      connector: { config: { bindPW: string } };
    };
    strictEqual(connector.config.bindPW, "a$b{{c}}-5RkQ");
  });
});
