import type { Service } from "../../facts/services";
import { ARGUMENTS, isMapping, type Mapping, type Path } from "../path";
import type { Finding } from "../problem";
import { checkRules } from "../rules/all";
import type { ComponentName } from "./component-schemas";

/** Arguments: without what is wrong or known later, as they are written, and where that is. */
export interface CheckedArguments {
  readonly sound: unknown;
  readonly written: unknown;
  readonly refused: readonly Path[];
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
  const config = (args: Mapping) => ({ ...place.config(args), name, environment: "test" });
  return checkRules(ARGUMENTS, config(sound), config(written), refused.map(place.toConfig)).flatMap(
    (finding) => {
      const path = place.toArgument(finding.path);
      return path === undefined ? [] : [{ ...finding, path }];
    },
  );
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
    default:
      return undefined;
  }
}

const starts = (path: Path, ...steps: string[]) => steps.every((step, at) => path[at] === step);

const wholePlace: Place = {
  config: ({ database, ...others }) => {
    if (!isMapping(database)) return { ...others, database };
    const { managed, ...settings } = database;
    return {
      ...others,
      database: { ...settings, mode: managed === true ? "managed" : "existing" },
    };
  },
  toConfig: (path) => (starts(path, "database", "managed") ? ["database", "mode"] : path),
  toArgument: (path) => {
    // Dex's component checks its connectors, which have another form as arguments.
    if (starts(path, "dex", "connectors")) return undefined;
    return starts(path, "database", "mode") ? ["database", "managed"] : path;
  },
};

/** Arguments that are areas of the stack config by themselves. */
const ownAreas = ["nats", "licence", "trust"];

/** What a connection says of its server; the rest is the service's own. */
const serverSettings = ["host", "port", "tlsMode", "tlsCa", "iam", "parameters"];

/** The arguments of a component are the area of a service, with its database beside it. */
function servicePlace(service: Service, database: string): Place {
  return {
    config: (args) => {
      const areas = Object.entries(args).filter(([key]) => ownAreas.includes(key));
      return {
        ...Object.fromEntries(areas),
        [service]: args,
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
