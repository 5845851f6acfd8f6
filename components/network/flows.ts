import * as pulumi from "@pulumi/pulumi";
import { databaseConnectionDefaults, licenceDefaults, otlpDefaults } from "../../facts/defaults";
import { connectorPorts } from "../../dex/connectors/ports";
import { isMap, type Plain } from "../../dex/merge";
import { parsePostgresUrl } from "../../facts/postgres-url";
import { usableUrl } from "../environment/database";
import type { NatsArgs, ObservabilityArgs, OtlpArgs } from "../args/connections";
import type { DatabaseConnectionArgs } from "../args/database";
import type { DexSettingsArgs } from "../args/identity";
import type { ControlPlaneContext } from "../control-plane/context";
import { waysToPublicUrls, waysToUrls, wayTo, type KnownNetworkRule } from "./places";

/** Rules that are known once the values are that they are made from. */
export type Flows = pulumi.Output<KnownNetworkRule[]>;

/** Several flows as one list. */
export function joinFlows(...flows: Flows[]): Flows {
  return pulumi.all(flows).apply((known) => known.flat());
}

const none: Flows = pulumi.output([]);

/** Hosts and ports are no secrets, also where they are a part of one. */
function flowsOf(values: pulumi.Output<KnownNetworkRule[]>): Flows {
  return pulumi.unsecret(values);
}

/** To the Postgres server. */
export function toDatabase(
  { namespace }: ControlPlaneContext,
  { host, port = databaseConnectionDefaults.port, url, iam }: DatabaseConnectionArgs,
): Flows {
  const known = pulumi.all([host, port, url, namespace]);
  return flowsOf(
    known.apply(([ownHost, ownPort, whole, own]) => {
      const place =
        whole === undefined ? { host: ownHost, port: ownPort } : parsePostgresUrl(usableUrl(whole));
      return [wayTo(place.host, place.port, own), ...(iam === true ? credentialsOfAws : [])];
    }),
  );
}

/** Where pods get the credentials that tokens of IAM are made with: STS, and their node's agents. */
const credentialsOfAws: KnownNetworkRule[] = [
  { ports: [443] },
  {
    peers: [{ cidr: "169.254.169.254/32" }, { cidr: "169.254.170.23/32" }],
    ports: [80],
  },
];

/** To the NATS servers: at their usual port wherever they are, where a Secret alone knows them. */
export function toNats({ namespace }: ControlPlaneContext, nats: NatsArgs | undefined): Flows {
  if (nats === undefined) return none;
  const urls = nats.servers === undefined ? nats.url : pulumi.all(nats.servers).apply(joined);
  if (urls === undefined) return pulumi.output([{ ports: [4222] }]);
  return flowsOf(pulumi.all([urls, namespace]).apply(([url, own]) => waysToUrls(url, own)));
}

const joined = (urls: string[]) => urls.join(",");

/** To the collectors of traces and metrics. */
export function toCollectors(
  { namespace }: ControlPlaneContext,
  observability: ObservabilityArgs | undefined,
): Flows {
  const signals = [observability?.traces, observability?.metrics];
  return joinFlows(...signals.map((signal) => toCollector(signal, namespace)));
}

function toCollector(otlp: OtlpArgs | undefined, namespace: pulumi.Input<string>): Flows {
  if (otlp?.enabled !== true || otlp.endpoint === undefined) return none;
  return pulumi
    .all([otlp.endpoint, otlp.port ?? otlpDefaults.port, namespace])
    .apply(([host, port, own]) => (host === "localhost" ? [] : [wayTo(host, port, own)]));
}

/** To the issuer of licences, which Membership asks when it has one. */
export function toLicenceIssuer({ args, namespace }: ControlPlaneContext): Flows {
  const { licence } = args;
  if (licence?.token === undefined && licence?.tokenSecret === undefined) return none;
  const issuer = licence.issuer ?? licenceDefaults.issuer;
  return pulumi.all([issuer, namespace]).apply(([url, own]) => waysToUrls(url, own));
}

/** To other services by their public addresses, which lead through the public entry. */
export function toPublicUrls(
  { args }: ControlPlaneContext,
  ...urls: pulumi.Input<string>[]
): Flows {
  return pulumi
    .all([pulumi.all(urls), args.networkPolicies?.entry])
    .apply(([known, entry]) => waysToPublicUrls(known, entry));
}

/** To one URL, such as that of Sentry; nowhere without one. */
export function toUrl({ namespace }: ControlPlaneContext, url: pulumi.Input<string> | undefined) {
  if (url === undefined) return none;
  return flowsOf(pulumi.all([url, namespace]).apply(([known, own]) => waysToUrls(known, own)));
}

/** From Dex to the identity providers behind it. */
export function toIdentityProviders({ args }: ControlPlaneContext): Flows {
  const { connectors = [], configOverrides } = args.dex ?? {};
  const declared = connectors.map(({ type, config }) => ({ type, config }));
  const all = pulumi.all([pulumi.output(declared), configOverrides]);
  return flowsOf(
    all.apply(([own, overrides]) => {
      const ports = [...own, ...connectorsOf(overrides)].flatMap(({ type, config }) =>
        connectorPorts(type, config as Plain),
      );
      return [{ ports: [...new Set(ports)].sort((left, right) => left - right) }];
    }),
  );
}

function connectorsOf(overrides: unknown): { type: string; config: unknown }[] {
  const connectors = isMap(overrides) ? overrides.connectors : undefined;
  if (!Array.isArray(connectors)) return [];
  return connectors
    .filter(isMap)
    .map(({ type, config }) => ({ type: typeof type === "string" ? type : "", config }));
}

/** Dex keeps its state in the Kubernetes API, at the port of its Service and of its servers. */
export function toKubernetes(dex: DexSettingsArgs | undefined): Flows {
  return dex?.storageType === "kubernetes" ? pulumi.output([{ ports: [443, 6443] }]) : none;
}
