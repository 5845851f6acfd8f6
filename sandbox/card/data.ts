import { existsSync, readdirSync } from "node:fs";
import path from "node:path";

import type { OutputMap } from "@pulumi/pulumi/automation";
import { Client } from "pg";

import { domainCommand } from "../../seed/domain-command";
import type { ClusterTarget, Sandbox } from "../sandbox";
import type { LoginService } from "../../workspace/login-addresses";
import type { LoginSettings } from "../login/settings";
import type { PostgresServer } from "../servers/postgres";
import { membershipSchema } from "../servers/postgres/membership-tables";
import type { CardData } from "./card";

/** The tables whose rows the card counts. */
const TABLES = ["regions", "organizations", "users", "stacks"] as const;
const ADDRESSES = [
  { name: "Console", service: "console", output: "consoleUrl" },
  { name: "Portal", service: "portal", output: "portalUrl" },
  { name: "Membership", service: "membership", output: "membershipUrl" },
  { name: "Dex", service: "dex", output: "loginIssuer" },
] as const;

/** How the password of the first login is read. */
export function passwordCommand(stack: string, cluster?: ClusterTarget): string {
  const command = "npm run --silent password";
  if (cluster === undefined) return command;
  return `${command} -- --context ${cluster.context} --stack ${stack}`;
}

/** The facts of a deployed stack that the card tells. */
export async function collectCardData(
  sandbox: Sandbox,
  outputs: OutputMap,
  options: { stack: string; cluster?: ClusterTarget; login?: LoginSettings },
): Promise<CardData> {
  const { server, places } = sandbox;
  const login = valueOf(outputs, "firstLoginEmail");
  const email = typeof login === "string" && login !== "" ? login : undefined;
  const rows = server && (await countRows(server));
  return {
    stack: options.stack,
    urls: addressesOf(outputs, options.login),
    login: options.login && { url: urlIn(options.login, "console") },
    firstLogin:
      email === undefined
        ? undefined
        : { email, passwordCommand: passwordCommand(options.stack, options.cluster) },
    fctl: await fctlCommands(outputs, server, email),
    ...(options.cluster
      ? { cluster: { context: options.cluster.context } }
      : { files: { folder: shortPath(places.manifests), count: countFiles(places.manifests) } }),
    database: server && {
      url: `postgresql://${server.user}@${server.host}:${server.port}/membership`,
      passwordFile: shortPath(path.join(server.directory, "password")),
    },
    rows,
    stateFolder: shortPath(places.state),
    localPlugins: sandbox.plugins.source === "local",
  };
}

function addressesOf(outputs: OutputMap, login: LoginSettings | undefined): CardData["urls"] {
  return ADDRESSES.flatMap(({ name, service, output }) => {
    const url = login === undefined ? valueOf(outputs, output) : urlIn(login, service);
    return typeof url === "string" && url !== "" ? [{ name, url }] : [];
  });
}

function urlIn({ addresses }: LoginSettings, service: LoginService): string {
  return addresses.find((address) => address.service === service)?.url ?? "";
}

async function fctlCommands(
  outputs: OutputMap,
  server: PostgresServer | undefined,
  email: string | undefined,
): Promise<CardData["fctl"]> {
  const commands: { purpose: string; command: string }[] = [];
  const login = valueOf(outputs, "fctlLogin");
  if (typeof login === "string") commands.push({ purpose: "Log in", command: login });
  const organization = server && (await firstOrganization(server));
  const domain = organization?.domain ?? email?.split("@")[1];
  if (organization !== undefined && domain !== undefined) {
    commands.push({
      purpose: organization.domain
        ? `Everyone at ${domain} joins ${organization.name} at the first login; to change the domain`
        : `Let everyone at ${domain} join ${organization.name} at the first login`,
      command: domainCommand({
        ...organization,
        domain,
        defaultPolicyId: organization.default_policy_id ?? undefined,
      }),
    });
  }
  return commands;
}

/** The numbers of rows; undefined where the tables are not there. */
async function countRows(server: PostgresServer): Promise<Record<string, number> | undefined> {
  const counts = TABLES.map(
    (table) => `(select count(*)::int from ${membershipSchema}.${table}) as ${table}`,
  );
  const [row] = await query<Record<string, number>>(server, `select ${counts.join(", ")}`);
  return row;
}

interface FirstOrganization {
  readonly id: string;
  readonly name: string;
  readonly domain: string | null;
  readonly default_policy_id: number | null;
}

async function firstOrganization(server: PostgresServer): Promise<FirstOrganization | undefined> {
  const [row] = await query<FirstOrganization>(
    server,
    `select id, name, domain, default_policy_id from ${membershipSchema}.organizations order by domain is null, created_at, id limit 1`,
  );
  return row;
}

/** The card is worth showing also when the database can't be asked, so failures are no rows. */
async function query<Row>(server: PostgresServer, text: string): Promise<Row[]> {
  const { host, port, user, password } = server;
  const client = new Client({ host, port, user, password, database: "membership" });
  try {
    await client.connect();
    return (await client.query<Record<string, unknown>>(text)).rows as Row[];
  } catch {
    return [];
  } finally {
    await client.end().catch(() => undefined);
  }
}

function countFiles(folder: string): number {
  if (!existsSync(folder)) return 0;
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).length;
}

/** Relative to where the person is, when that is shorter. */
function shortPath(file: string): string {
  const relative = path.relative(process.cwd(), file);
  return relative !== "" && relative.length < file.length ? relative : file;
}

function valueOf(outputs: OutputMap, name: string): unknown {
  const value: unknown = outputs[name]?.value;
  return value;
}
