import { writeFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { toArgs } from "../../../config/to-args";
import type { DexConnector, DexUser } from "../../../dex/document";
import { isMap, type PlainMap } from "../../../dex/merge";
import { changed, load } from "../../config/support";
import { connectorSamples } from "../../dex/connectors/samples";
import { recordControlPlane } from "../../support/control-plane";
import { exampleStacks, profileStacks, stackConfig } from "../../support/example-stacks";
import { at, find, type Recorded } from "../../support/mocks";

/** A document of Dex that the program made. */
export interface GeneratedDocument {
  readonly name: string;
  readonly document: DexConfiguration;
}

/** Dex's configuration. */
export type DexConfiguration = PlainMap & { readonly issuer: string };

/** Every setting of `dex` that isn't a connector. */
const SETTINGS = {
  localUsers: [
    { email: "hashed@example.com", hash: `$2a$10$${"a".repeat(53)}`, userId: "1" },
    { email: "generated@example.com", username: "Generated" },
  ],
  additionalClients: [
    { id: "second", secret: "second-5RkQ", redirectUris: ["https://second.example.com/callback"] },
    {
      id: "third",
      name: "Third",
      public: true,
      redirectUris: ["http://127.0.0.1:8000"],
      trustedPeers: ["second"],
    },
  ],
  alwaysShowLoginScreen: true,
  passwordConnector: "local",
  expiry: {
    idTokens: "1h",
    signingKeys: "6h",
    authRequests: "1h",
    deviceRequests: "5m",
    refreshTokens: {
      disableRotation: false,
      reuseInterval: "3s",
      absoluteLifetime: "100h",
      validIfNotUsedFor: "50h",
    },
  },
  frontend: {
    issuer: "Example",
    theme: "dark",
    logoUrl: "https://example.com/logo.png",
    extra: { tos_footer_link: "https://example.com/terms" },
  },
  logLevel: "debug",
};

/** A document with every setting and with the connector of each type and preset. */
export async function documentOfEverything(): Promise<DexConfiguration> {
  const connectors = connectorSamples.map(({ written }) => written);
  return documentIn(await recordDex({ ...SETTINGS, connectors }));
}

/** What a control plane with these settings of `dex` registers. */
function recordDex(dex: Readonly<Record<string, unknown>>): Promise<Recorded[]> {
  // Some connectors check groups only for a client that requests them.
  const membershipClient = { scopes: ["openid", "email", "groups", "federated:id"] };
  const config = load(changed({ environment: "test", dex: { membershipClient, ...dex } }));
  return recordControlPlane(toArgs(config, (plain) => plain));
}

/** The document of each example and profile that deploys Dex, and of the sandbox. */
export async function exampleDocuments(): Promise<GeneratedDocument[]> {
  const documents: GeneratedDocument[] = [];
  for (const stack of [...exampleStacks(), ...profileStacks()]) {
    const resources = await stack.record("secret-5RkQ");
    if (!resources.some(({ name }) => name === "formance-dex-config")) continue;
    documents.push({ name: stack.name, document: documentIn(resources) });
  }
  return [...documents, { name: "dev", document: await sandboxDocument() }];
}

/** The document of the sandbox's stack. */
async function sandboxDocument(): Promise<DexConfiguration> {
  const written = stackConfig("Pulumi.dev.yaml", ["database.admin.password"], "secret-5RkQ");
  return documentIn(await recordControlPlane(toArgs(load(written), (plain) => plain)));
}

/** The maps in a list of the document. */
export function mapsOf(document: PlainMap, list: "connectors" | "staticPasswords"): PlainMap[] {
  const found = document[list];
  return Array.isArray(found) ? found.filter(isMap) : [];
}

/** The document without the roles of local users, which Formance's Dex alone knows. */
export function withoutRoles(document: DexConfiguration): DexConfiguration {
  const users = mapsOf(document, "staticPasswords").map(({ role: _role, ...user }) => user);
  return { ...document, staticPasswords: users };
}

/** The local users that the program makes of those of a stack. */
export async function usersOf(
  written: readonly Readonly<Record<string, unknown>>[],
): Promise<DexUser[]> {
  const resources = await recordDex({ admin: { enabled: false }, localUsers: written });
  const text = JSON.stringify(mapsOf(documentIn(resources), "staticPasswords"));
  return JSON.parse(text) as DexUser[];
}

/** The connectors that the program makes of those of a stack, for a Dex of a test. */
export async function connectorsOf(
  written: readonly Readonly<Record<string, unknown>>[],
  { issuer, folder }: { readonly issuer: string; readonly folder: string },
): Promise<DexConnector[]> {
  const resources = await recordDex({ connectors: written });
  const document = documentIn(resources);
  const { inputs } = find(resources, "kubernetes:core/v1:Secret", "formance-dex-config");
  const connectors = withFiles(mapsOf(document, "connectors"), folder, (name) =>
    String(at(inputs, "stringData", name)),
  );
  // Addresses in the settings follow the issuer.
  const text = JSON.stringify(connectors).replaceAll(document.issuer, issuer);
  return JSON.parse(text) as DexConnector[];
}

/** The connectors with the files of their pod in a folder of a test. */
export function withFiles(
  connectors: readonly PlainMap[],
  folder: string,
  contentOf: (name: string) => string,
): PlainMap[] {
  const text = JSON.stringify(connectors).replaceAll(
    /\/etc\/dex-connectors\/([\w-]+)/g,
    (_, name: string) => {
      const file = path.join(folder, name);
      writeFileSync(file, contentOf(name), { mode: 0o600 });
      return file;
    },
  );
  return JSON.parse(text) as PlainMap[];
}

function documentIn(resources: readonly Recorded[]): DexConfiguration {
  const { inputs } = find(resources, "kubernetes:core/v1:Secret", "formance-dex-config");
  return parse(String(at(inputs, "stringData", "config.yaml"))) as DexConfiguration;
}
