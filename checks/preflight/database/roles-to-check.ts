import type { StackConfig } from "../../../config/schema";
import type { SecretText } from "../../../config/secret-text";
import {
  administratorDatabase,
  databaseForOperator,
  databaseForPods,
  operatorAddress,
  tlsModes,
  type DatabasePlace,
  type OperatorAddress,
} from "../../../facts/database";
import { usesPostgres } from "../../../facts/deployment";
import { parsePostgresUrl } from "../../../facts/postgres-url";

/** A role that is tried. */
export interface Login {
  readonly path: string;
  readonly place: DatabasePlace;
  readonly password: string;
  /** Why user or password are not known here, in a sentence. */
  readonly unknown?: string | undefined;
  /** Whether this machine has to reach the server, rather than the pods alone. */
  readonly fromHere: boolean;
}

/** The administrator, who makes databases and roles. */
export function administratorLogin({ database }: StackConfig): Login {
  const path = "database.admin";
  const place = administratorDatabase(database);
  return { path, place, fromHere: true, ...opened(path, database.admin?.password) };
}

/** The roles of the services that are deployed, as far as this machine knows their passwords. */
export function existingLogins(config: StackConfig): Login[] {
  const { database, seed } = config;
  const seeds = seed !== undefined && seed.via !== "wizard" && seed.portForward === undefined;
  return (["membership", "dex", "console", "portal"] as const)
    .filter((service) => usesPostgres(config, service))
    .map((service): Login => {
      const path = `database.${service}`;
      const own = database[service];
      const fromHere = service === "membership" && seeds;
      const place = fromHere
        ? databaseForOperator(database, service)
        : databaseForPods(database, service);
      if (own?.url !== undefined)
        return {
          path,
          fromHere,
          ...urlLogin(path, place, own.url, fromHere ? operatorAddress(database, service) : {}),
        };
      const usesIam = service !== "dex" && (own?.iam ?? database.iam) === true;
      const unknown = usesIam
        ? `${path} logs in by IAM of AWS, whose tokens only the pods get.`
        : undefined;
      return { path, place, fromHere, ...opened(path, own?.password), ...(unknown && { unknown }) };
    });
}

/** The login of a URL, which wins over the other settings but for another address of the server. */
function urlLogin(
  path: string,
  place: DatabasePlace,
  url: SecretText,
  address: OperatorAddress,
): Omit<Login, "path" | "fromHere"> {
  if (url.isSealed) return { place, ...opened(path, url) };
  const { host, port, database, user, password } = parsePostgresUrl(url.reveal());
  const tlsMode = new URL(url.reveal()).searchParams.get("sslmode");
  return {
    place: {
      ...place,
      host: address.host ?? host,
      port: address.port ?? port,
      database,
      user,
      tlsMode: tlsModes.find((mode) => mode === tlsMode) ?? place.tlsMode,
    },
    password,
  };
}

/** A password in clear, or why it is not known. */
function opened(
  path: string,
  password: SecretText | undefined,
): Pick<Login, "password" | "unknown"> {
  if (password === undefined) {
    return {
      password: "",
      unknown: `The password of ${path} is in a Secret, which only the cluster can read.`,
    };
  }
  if (!password.isSealed) return { password: password.reveal() };
  return {
    password: "",
    unknown: `The password of ${path} is encrypted, and the stack's secrets were not opened.`,
  };
}
