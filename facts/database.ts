import { controlPlaneDatabaseDefaults as byDefault } from "./defaults";
import { parsePostgresUrl } from "./postgres-url";
import type { Service } from "./services";
import type { TlsMode } from "./tls-mode";

/** A PostgreSQL server, as settings give it. */
interface ServerSettings<Text, Port, Mode> {
  readonly host?: Text | undefined;
  readonly port?: Port | undefined;
  readonly tlsMode?: Mode | undefined;
  readonly tlsCa?: Text | undefined;
}

interface ServiceDatabaseSettings<Text, Port, Mode> extends ServerSettings<Text, Port, Mode> {
  readonly database?: Text | undefined;
  readonly user?: Text | undefined;
}

/**
 * The settings that say where the databases are, in a stack's config (plain values) or in the
 * arguments of components (inputs of Pulumi's).
 */
export interface DatabaseSettings<Text = string, Port = number, Mode = TlsMode>
  extends
    ServerSettings<Text, Port, Mode>,
    Readonly<Partial<Record<Service, ServiceDatabaseSettings<Text, Port, Mode> | undefined>>> {
  readonly host: Text;
  readonly operatorHost?: Text | undefined;
  readonly operatorPort?: Port | undefined;
  readonly admin?:
    { readonly user?: Text | undefined; readonly database?: Text | undefined } | undefined;
}

/** Where a server is, and how its certificate is checked. */
export interface DatabaseServer<Text = string, Port = number, Mode = TlsMode> {
  readonly host: Text;
  readonly port: Port | number;
  readonly tlsMode: Mode | TlsMode;
  /** PEM of the authority; absent: those of the system. */
  readonly tlsCa?: Text | undefined;
}

/** A database, and the role that logs in to it. */
export interface DatabasePlace<Text = string, Port = number, Mode = TlsMode> extends DatabaseServer<
  Text,
  Port,
  Mode
> {
  readonly database: Text | string;
  readonly user: Text | string;
}

/** A service's database as the pods reach it: on the service's own server, or on the common one. */
export function databaseForPods<Text, Port, Mode>(
  settings: DatabaseSettings<Text, Port, Mode>,
  service: Service,
): DatabasePlace<Text, Port, Mode> {
  const own = settings[service];
  return {
    host: own?.host ?? settings.host,
    port: own?.port ?? settings.port ?? byDefault.port,
    tlsMode: own?.tlsMode ?? settings.tlsMode ?? byDefault.tlsMode,
    tlsCa: own?.tlsCa ?? settings.tlsCa,
    database: own?.database ?? service,
    user: own?.user ?? service,
  };
}

/** Another address of a service's server, for the machine that runs Pulumi. */
export interface OperatorAddress<Text = string, Port = number> {
  readonly host?: Text | undefined;
  readonly port?: Port | undefined;
}

/**
 * The address at which the machine that runs Pulumi reaches a service's server, where it isn't that
 * of the pods. `operatorHost` is an address of the common server, so a server of the service's own
 * has none; neither has a port-forward, which leads to the address that the pods use.
 */
export function operatorAddress<Text, Port, Mode>(
  settings: DatabaseSettings<Text, Port, Mode>,
  service: Service,
  { portForward = false }: { readonly portForward?: boolean } = {},
): OperatorAddress<Text, Port> {
  if (portForward || settings[service]?.host !== undefined) return {};
  return { host: settings.operatorHost, port: settings.operatorPort };
}

/** A service's database as the machine that runs Pulumi reaches it. */
export function databaseForOperator<Text, Port, Mode>(
  settings: DatabaseSettings<Text, Port, Mode>,
  service: Service,
  options: { readonly portForward?: boolean } = {},
): DatabasePlace<Text, Port, Mode> {
  const place = databaseForPods(settings, service);
  const { host, port } = operatorAddress(settings, service, options);
  return { ...place, host: host ?? place.host, port: port ?? place.port };
}

/** The administrator's login on the common server, from the machine that runs Pulumi. */
export function administratorDatabase<Text, Port, Mode>(
  settings: DatabaseSettings<Text, Port, Mode>,
): DatabasePlace<Text, Port, Mode> {
  return {
    host: settings.operatorHost ?? settings.host,
    port: settings.operatorPort ?? settings.port ?? byDefault.port,
    tlsMode: settings.tlsMode ?? byDefault.tlsMode,
    tlsCa: settings.tlsCa,
    database: settings.admin?.database ?? byDefault.admin.database,
    user: settings.admin?.user ?? byDefault.admin.user,
  };
}

/** How a server's certificate is checked by the settings. */
type TlsSettings<Mode> = Pick<DatabaseServer<string, number, Mode>, "tlsMode" | "tlsCa">;

/** A database by its connection URL, which says host, port, database and login alone. */
export interface UrlDatabase<Mode = TlsMode> extends DatabasePlace<string, number, Mode> {
  readonly password: string;
  /** Path in the pods of the authority's PEM, where the URL names one. */
  readonly caFile?: string | undefined;
  /** The URL's further parameters. */
  readonly parameters: Readonly<Record<string, string>>;
}

/**
 * A service's database as the pods reach it by a connection URL. What the URL leaves out of TLS is
 * decided by the settings, of which `place` is what {@link databaseForPods} says.
 */
export function databaseOfUrl<Mode>(place: TlsSettings<Mode>, url: string): UrlDatabase<Mode> {
  const { parameters: written, tlsMode, ...address } = parsePostgresUrl(url);
  const { sslrootcert: caFile, ...parameters } = written;
  return {
    ...address,
    tlsMode: tlsMode ?? place.tlsMode,
    tlsCa: caFile === undefined ? place.tlsCa : undefined,
    caFile,
    parameters,
  };
}

/** The same as the machine that runs Pulumi reaches it. */
export function databaseOfUrlForOperator<Mode>(
  place: TlsSettings<Mode>,
  url: string,
  operator: OperatorAddress,
): UrlDatabase<Mode> {
  const database = databaseOfUrl(place, url);
  return {
    ...database,
    host: operator.host ?? database.host,
    port: operator.port ?? database.port,
  };
}
