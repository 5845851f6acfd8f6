import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { Client } from "pg";
import { type Plugins, startPlugins } from "../../../../sandbox/plugins";
import type { Properties, Value } from "../../../../sandbox/plugins/protocol/values";
import { testServer } from "../../../support/postgres";
import { ProviderClient } from "./provider-client";

export const DATABASE = "postgresql:index/database:Database";
export const ROLE = "postgresql:index/role:Role";

/** What all databases have in common. */
export const newDatabase = { encoding: "UTF8", template: "template0" };

/** A password with every character that quoting can trip over. */
export const PASSWORD = `p'"\\$$-; drop role "postgres`;

/** The stand-in, configured for the test server; for one `describe` block. */
export class PostgresqlFixture {
  /** The configuration as the SDK sends it: everything but text is JSON. */
  config: Properties = {};
  #plugins?: Plugins;
  #provider?: ProviderClient;
  readonly #others: ProviderClient[] = [];

  async start(): Promise<void> {
    const { host, port, user, password } = await testServer();
    this.config = { host, port: String(port), username: user, password, sslmode: "disable" };
    this.#plugins = await startPlugins();
    this.#provider = await this.connect({ connectTimeout: "15", superuser: "true" });
  }

  async stop(): Promise<void> {
    for (const client of this.#others) client.close();
    await this.#plugins?.stop();
  }

  get provider(): ProviderClient {
    assert.ok(this.#provider);
    return this.#provider;
  }

  /** One more provider resource, whose configuration differs. */
  async connect(change: Properties): Promise<ProviderClient> {
    const client = new ProviderClient(this.#plugins?.debugProviders ?? "", "postgresql");
    this.#others.push(client);
    const { password = null, ...config } = { ...this.config, ...change };
    await client.configure({ ...config, password: sealed(password) });
    return client;
  }

  /** Checks and creates, as an update does. */
  async create(type: string, news: Properties, provider = this.provider) {
    const { inputs, failures } = await provider.check(type, news);
    assert.deepEqual(failures, []);
    return { inputs, ...(await provider.create(type, inputs)) };
  }

  /** Checks, diffs and updates. */
  async update(type: string, id: string, olds: Properties, news: Properties) {
    const { inputs } = await this.provider.check(type, news, { olds });
    const diff = await this.provider.diff(type, olds, inputs);
    await this.provider.update(type, id, olds, inputs);
    return { inputs, diff };
  }

  async newRole(): Promise<string> {
    return (await this.create(ROLE, { name: unique("role"), login: true, password: PASSWORD })).id;
  }

  async newDatabase(owner: string): Promise<string> {
    return (await this.create(DATABASE, { ...newDatabase, name: unique("db"), owner })).id;
  }
}

/** A secret as the engine sends it in a provider's configuration. */
function sealed(value: Value): Value {
  const secret = "1b47061264138c4ac30d75fd1eb44270";
  return { "4dabf18193072939515e22adb298388d": secret, value };
}

/** Runs one query as some user; the test server's own if none is named. */
export async function query<T>(
  text: string,
  as: { database: string; user?: string; password?: string },
): Promise<T[]> {
  const { host, port, user, password } = await testServer();
  const client = new Client({ host, port, user, password, ...as });
  await client.connect();
  try {
    return (await client.query(text)).rows as T[];
  } finally {
    await client.end();
  }
}

/** A name that no other test uses. */
export function unique(prefix: string): string {
  return `${prefix}_${randomBytes(5).toString("hex")}`;
}
