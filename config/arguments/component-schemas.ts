import * as z from "zod";
import { nats, licence } from "../areas/connections";
import { database, databaseConnection } from "../areas/database";
import { externalSecrets } from "../areas/external-secrets";
import { gateway } from "../areas/gateway";
import { dex, loginProvider } from "../areas/identity";
import { ingress } from "../areas/ingress";
import { membership } from "../areas/membership";
import { networkPolicies } from "../areas/network";
import { images } from "../areas/place";
import { seed } from "../areas/seed";
import { targetGroupBindings } from "../areas/target-groups";
import { trust } from "../areas/trust";
import { consoleArea, portal } from "../areas/web";
import {
  count,
  hostName,
  objectName,
  port,
  postgresUrl,
  secretKeyRef,
  secretText,
  text,
} from "../fields";
import { labelValue } from "../label-formats";
import { stackConfigSchema } from "../schema";
import { databaseName, dnsLabel, namespaceName, serverHost, serviceName } from "../text-formats";
import { baseUrl, issuer, returnUri, urlPath } from "../url-formats";

const url = () => text(baseUrl);
const generations = () => z.record(z.string(), count()).optional();

/** What every component has beside its own settings. */
const everywhere = { namespace: text(namespaceName), instance: text(labelValue).optional() };

/** What every server has beside the settings of its area. */
const server = (service: keyof typeof images.shape) => ({
  ...everywhere,
  image: images.shape[service],
  trust: trust.optional(),
  adoptedService: text(serviceName).optional(),
});

const clientSecret = {
  clientId: text().optional(),
  clientSecret: secretText().optional(),
  clientSecretRef: secretKeyRef().optional(),
};

const webApp = (service: "console" | "portal", area: typeof consoleArea) => {
  const { enabled: _enabled, oauthClient: _client, ...settings } = area.shape;
  return {
    ...settings,
    ...server(service),
    ...clientSecret,
    url: url(),
    host: hostName(),
    membershipIssuer: text(issuer),
    database: databaseConnection,
    cookieSecretGeneration: count().optional(),
    stackApiUrl: text().optional(),
    nats: nats.optional(),
  };
};

const { admin: _admin, membershipClient: _membershipClient, ...dexSettings } = dex.shape;
const { fctl: _fctl, additionalClients, ...membershipSettings } = membership.shape;
const { enabled: _ingress, services: ingressServices, ...ingressCommon } = ingress.shape;
const {
  name: gatewayName,
  namespace: _namespace,
  services: gatewayServices,
  ...gatewayCommon
} = gateway.shape;
const common = database.shape;
const own = common.membership.unwrap().shape;

const route = {
  name: text(dnsLabel),
  host: hostName(),
  path: text(urlPath).or(z.literal("/")).optional(),
  serviceName: text(serviceName),
};
const { enabled: _dexIngress, ...ingressOverride } = ingressServices
  .unwrap()
  .shape.dex.unwrap().shape;
const { enabled: _dexRoute, ...gatewayOverride } = gatewayServices
  .unwrap()
  .shape.dex.unwrap().shape;
const rule = networkPolicies.shape.extraIngress.unwrap().element.shape;
/** Unlike in the config, an empty list means nobody. */
const connections = z
  .array(
    z.strictObject({
      ports: z.array(port()).optional(),
      protocols: rule.protocols,
      peers: z.array(rule.peers.unwrap().element).optional(),
    }),
  )
  .optional();

/** Things of which each becomes an object that is named after it. */
const named = <Thing extends z.ZodType>(thing: Thing) =>
  z.array(thing).superRefine((things, context) => {
    const seen = new Map<unknown, number>();
    for (const [index, each] of things.entries()) {
      const { name } = each as { readonly name: unknown };
      const other = seen.get(name);
      if (other === undefined) seen.set(name, index);
      else {
        const message = `is also the name of entry ${other}, so both would be the same object. Choose another.`;
        context.addIssue({ code: "custom", path: [index, "name"], message });
      }
    }
  });

/** The arguments of each component, as far as plain values show what they are, in the config's terms. */
export const componentSchemas = {
  ControlPlane: stackConfigSchema,
  Database: z.strictObject({
    managed: z.boolean().optional(),
    host: common.host,
    port: common.port,
    database: databaseConnection.shape.database,
    user: databaseConnection.shape.user,
    password: own.password,
    passwordSecret: own.passwordSecret,
    url: postgresUrl().optional(),
    tlsMode: common.tlsMode,
    allowInsecure: common.allowInsecure,
    passwordGeneration: count().optional(),
    administrator: text().optional(),
    takeUp: z
      .strictObject({
        host: common.host,
        port: common.port,
        database: databaseConnection.shape.database,
        user: databaseConnection.shape.user,
        password: own.password,
        tlsMode: common.tlsMode,
        tlsCa: common.tlsCa,
      })
      .optional(),
    protect: z.boolean().optional(),
  }),
  DexProvider: z.strictObject({
    ...dexSettings,
    ...server("dex"),
    ...clientSecret,
    issuer: text(issuer),
    redirectUri: text(returnUri),
    storage: databaseConnection.optional(),
    clientSecretGeneration: count().optional(),
    passwordGeneration: count().optional(),
    sessionKeyGeneration: count().optional(),
    additionalClientGenerations: generations(),
  }),
  MembershipService: z.strictObject({
    ...membershipSettings,
    ...server("membership"),
    url: url(),
    consoleUrl: url().optional(),
    loginProvider,
    database: databaseConnection,
    clients: additionalClients,
    wizardFile: z.string().optional(),
    clientSecretGenerations: generations(),
    stargateServerUrl: z.string().optional(),
    stargateDisableTls: z.boolean().optional(),
    nats: nats.optional(),
    licence: licence.optional(),
  }),
  Console: z.strictObject({ ...webApp("console", consoleArea), portalUrl: url().optional() }),
  Portal: z.strictObject({ ...webApp("portal", portal), consoleUrl: url().optional() }),
  Ingress: z.strictObject({
    ...everywhere,
    ...ingressCommon,
    routes: named(
      z.strictObject({
        ...ingressOverride,
        ...route,
        servicePort: text().optional(),
        adopted: objectName().optional(),
      }),
    ),
    tlsGeneration: count().optional(),
  }),
  GatewayRoutes: z.strictObject({
    ...everywhere,
    ...gatewayCommon,
    routes: named(
      z.strictObject({
        ...gatewayOverride,
        ...route,
        servicePort: port(),
        grpc: z.boolean().optional(),
      }),
    ),
    gatewayName,
    gatewayNamespace: objectName().optional(),
    tlsGeneration: count().optional(),
  }),
  TargetGroupBindings: z.strictObject({
    ...everywhere,
    bindings: named(
      z.strictObject({
        ...targetGroupBindings.shape.dex.unwrap().shape,
        name: text(dnsLabel),
        serviceName: text(serviceName),
        servicePort: port(),
        adopted: objectName().optional(),
      }),
    ),
  }),
  NetworkPolicies: z.strictObject({
    namespace: text(namespaceName),
    instance: text(labelValue),
    dns: networkPolicies.shape.dns,
    pods: named(
      z.strictObject({
        name: text(dnsLabel),
        service: text(),
        jobs: z.boolean().optional(),
        ingress: connections,
        egress: connections,
      }),
    ),
  }),
  ExternalSecrets: z.strictObject({ ...everywhere, ...externalSecrets.shape }),
  // Its lists have a check of their own, which all back ends share.
  MembershipSeed: z.looseObject({
    connection: z
      .strictObject({
        host: text(serverHost),
        port: port(),
        database: text(databaseName),
        user: text(),
        password: z.string(),
        tlsMode: common.tlsMode,
        tlsCa: common.tlsCa,
        allowInsecure: common.allowInsecure,
        portForward: seed.shape.portForward,
      })
      .optional(),
    schema: seed.shape.schema,
    secretGeneration: count().optional(),
  }),
} as const;

/** A component by the name of its class. */
export type ComponentName = keyof typeof componentSchemas;
