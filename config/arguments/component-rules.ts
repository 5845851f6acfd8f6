import type { Service } from "../../facts/services";
import { codeCommands } from "../commands";
import { ARGUMENTS, isMapping, type Mapping, type Path } from "../path";
import type { Finding } from "../problem";
import { checkRules } from "../rules/all";
import { replaceAt } from "../merge";
import type { ComponentName } from "./component-schemas";
import { connectorsPath, withFilesInPlace } from "./connector-faults";

/** Arguments: without what is wrong or known later, as they are written, and where that is. */
export interface CheckedArguments {
  readonly sound: unknown;
  readonly written: unknown;
  readonly refused: readonly Path[];
}

/** Files of connectors are settings of them in a stack config. */
function withConnectors(component: ComponentName, args: Mapping): Mapping {
  const path = connectorsPath(component);
  if (path === undefined) return args;
  return replaceAt(args, [path], (connectors) =>
    Array.isArray(connectors) ? connectors.map(withFilesInPlace) : connectors,
  ) as Mapping;
}

/** How arguments stand in a stack config. */
interface Place {
  readonly config: (args: Mapping) => Mapping;
  readonly toConfig: (path: Path) => Path;
  /** Nothing where the finding is about something else than the arguments. */
  readonly toArgument: (path: Path) => Path | undefined;
}

/** What the rules of the stack config find in a component's arguments. */
export function componentRules(
  component: ComponentName,
  name: string,
  { sound, written, refused }: CheckedArguments,
): Finding[] {
  const place = placeOf(component);
  if (place === undefined || !isMapping(sound) || !isMapping(written)) return [];
  // The rules of production are about stacks, which say what they are for.
  const config = (args: Mapping) => ({
    ...place.config(withConnectors(component, args)),
    name,
    environment: "test",
  });
  const findings = checkRules(
    ARGUMENTS,
    config(sound),
    config(written),
    refused.map(place.toConfig),
    codeCommands,
    (path) => place.toArgument(path) ?? path,
  );
  return findings.flatMap((finding) => {
    const path = place.toArgument(finding.path);
    return path === undefined ? [] : [{ ...finding, path }];
  });
}

function placeOf(component: ComponentName): Place | undefined {
  switch (component) {
    case "ControlPlane":
      return wholePlace;
    case "DexProvider":
      return servicePlace("dex", "storage");
    case "MembershipService":
      return servicePlace("membership", "database");
    case "Console":
      return servicePlace("console", "database");
    case "Portal":
      return servicePlace("portal", "database");
    case "Database":
      return databasePlace;
    case "MembershipSeed":
      return seedPlace;
    default:
      return undefined;
  }
}

/** A program that says nothing of the local administrator has none. */
const withoutAdmin = (dex: Mapping): Mapping => ({
  ...dex,
  admin: isMapping(dex.admin) ? { enabled: false, ...dex.admin } : { enabled: false },
});

/** Membership's client is an argument of Dex's component. */
const asDex = (args: Mapping): Mapping => ({
  ...withoutAdmin(args),
  ...(typeof args.clientId === "string" && { membershipClient: { id: args.clientId } }),
});

const starts = (path: Path, ...steps: string[]) => steps.every((step, at) => path[at] === step);

const wholePlace: Place = {
  config: ({ database, dex, ...others }) => {
    const own = isMapping(dex) ? { dex: withoutAdmin(dex) } : {};
    if (!isMapping(database)) return { ...others, ...own, database };
    const { managed, ...settings } = database;
    return {
      ...others,
      ...own,
      database: { ...settings, mode: managed === true ? "managed" : "existing" },
    };
  },
  toConfig: (path) => (starts(path, "database", "managed") ? ["database", "mode"] : path),
  toArgument: (path) => (starts(path, "database", "mode") ? ["database", "managed"] : path),
};

/** Arguments that are areas of the stack config by themselves. */
const ownAreas = ["nats", "licence", "trust"];

/** What a connection says of its server; the rest is the service's own. */
const serverSettings = ["host", "port", "tlsMode", "tlsCa", "allowInsecure", "iam", "parameters"];

/** The arguments of a component are the area of a service, with its database beside it. */
function servicePlace(service: Service, database: string): Place {
  return {
    config: (args) => {
      const areas = Object.entries(args).filter(([key]) => ownAreas.includes(key));
      return {
        ...Object.fromEntries(areas),
        [service]: service === "dex" ? asDex(args) : args,
        database: isMapping(args[database]) ? serviceDatabase(service, args[database]) : undefined,
      };
    },
    toConfig: (path) => {
      const [first = "", ...rest] = path;
      if (ownAreas.includes(String(first))) return path;
      if (first !== database) return [service, ...path];
      const own = serverSettings.includes(String(rest[0])) ? [] : [service];
      return ["database", ...own, ...rest];
    },
    toArgument: (path) => {
      const [first = "", ...rest] = path;
      if (ownAreas.includes(String(first))) return path;
      if (first === service) return rest;
      if (first !== "database") return undefined;
      if (rest[0] === service) return [database, ...rest.slice(1)];
      return serverSettings.includes(String(rest[0])) ? [database, ...rest] : undefined;
    },
  };
}

/** A database by itself, as if it were a service's; its TLS alone is looked at. */
const databasePlace: Place = {
  config: ({ managed, ...args }) => ({
    database: {
      mode: managed === true ? "managed" : "existing",
      ...serviceDatabase("console", args),
    },
  }),
  toConfig: (path) => ["database", ...(path[0] === "url" ? ["console"] : []), ...path],
  toArgument: (path) => {
    const key = path.at(-1) ?? "";
    return ["url", "tlsMode", "allowInsecure"].includes(String(key)) ? [key] : undefined;
  },
};

/** The connection of a seed, as if it were the common server; its TLS alone is looked at. */
const seedPlace: Place = {
  config: ({ connection }) => ({ database: connection }),
  toConfig: ([first = "", ...rest]) => [first === "connection" ? "database" : first, ...rest],
  toArgument: ([first, key = ""]) =>
    first === "database" && ["tlsMode", "tlsCa", "allowInsecure"].includes(String(key))
      ? ["connection", key]
      : undefined,
};

function serviceDatabase(service: Service, connection: Mapping): Mapping {
  const entries = Object.entries(connection);
  const isServer = ([key]: [string, unknown]) => serverSettings.includes(key);
  // Beside a URL the name and the role are required and say nothing.
  const ignored = "url" in connection ? ["database", "user"] : ["database"];
  return {
    ...Object.fromEntries(entries.filter(isServer)),
    [service]: Object.fromEntries(
      entries.filter((entry) => !isServer(entry) && !ignored.includes(entry[0])),
    ),
  };
}
