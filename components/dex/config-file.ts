import * as pulumi from "@pulumi/pulumi";
import { databaseConnectionDefaults, dexDocumentDefaults } from "../../facts/defaults";
import { withDefaults, withFile, withRedirectUri } from "../../dex/connectors/settings";
import { dexDocument, type DexPostgres, type DexStorage } from "../../dex/document";
import { documentProblems } from "../../dex/document-problems";
import { isMap, type PlainMap } from "../../dex/merge";
import { dexYaml } from "../../dex/yaml";
import { databaseOfUrl } from "../../facts/database";
import type { DatabaseConnectionArgs } from "../args/database";
import type { DexProviderArgs } from "./dex-provider-args";
import { listenerSettings } from "./listeners";
import type { createClients, LocalUser } from "./local-users";
import type { loginSections } from "./sessions";
import { authorityFile, usableUrl } from "../environment/database";
import { connectorFiles } from "./connector-files";

/** Variable that holds the secret of Membership's client, where it lies in an existing Secret. */
export const clientSecretVariable = "MEMBERSHIP_CLIENT_SECRET";

/** What of the document is made beside the arguments. */
export interface DexConfigParts {
  readonly clientId: pulumi.Input<string>;
  readonly clientSecret: pulumi.Input<string>;
  readonly clients: ReturnType<typeof createClients>;
  readonly users: readonly LocalUser[];
  readonly sections: ReturnType<typeof loginSections>;
}

/**
 * Dex's configuration file; a secret as a whole. A configuration that Dex would misread
 * is refused, with the paths that are wrong.
 */
export function dexConfigFile(
  parent: pulumi.ComponentResource,
  args: DexProviderArgs,
  parts: DexConfigParts,
): pulumi.Output<string> {
  const files = connectorFiles(args.connectors ?? []);
  return pulumi
    .secret({
      issuer: args.issuer,
      redirectUri: args.redirectUri,
      clientId: parts.clientId,
      clientSecret: parts.clientSecret,
      clients: parts.clients,
      users: parts.users.map(({ user }) => user),
      connectors: (args.connectors ?? []).map(({ files: _files, ...connector }) => connector),
      overrides: args.configOverrides,
      oauth2: {
        skipApprovalScreen: args.skipApprovalScreen ?? dexDocumentDefaults.skipApprovalScreen,
        alwaysShowLoginScreen: args.alwaysShowLoginScreen,
        passwordConnector: args.passwordConnector,
      },
      expiry: args.expiry,
      frontend: args.frontend,
      sections: parts.sections,
      listeners: listenerSettings(args),
      logLevel: args.logLevel,
      storage: storageOf(parent, args),
    })
    .apply((known) => {
      const document = dexDocument({
        ...known,
        clients: [membershipClient(args, known), ...known.clients],
        connectors: known.connectors.map((connector, index) => ({
          ...connector,
          config: connectorConfig(
            connector,
            known.issuer,
            files.filter((file) => file.connector === index),
          ),
        })),
        frontend: frontendOf(known.frontend),
        ...known.sections,
        ...known.listeners,
        overrides: isMap(known.overrides) ? known.overrides : undefined,
      });
      const problems = documentProblems(document, {
        release: args.version,
        allowUnknownKeys: args.allowUnknownKeys,
      });
      if (problems.length === 0) return dexYaml(document);
      throw new pulumi.ResourceError(
        `Dex's configuration is wrong: ${problems.join("; ")}`,
        parent,
        true,
      );
    });
}

function membershipClient(
  { clientSecretRef }: DexProviderArgs,
  known: { readonly clientId: string; readonly clientSecret: string; readonly redirectUri: string },
) {
  return {
    id: known.clientId,
    name: known.clientId,
    ...(clientSecretRef === undefined
      ? { secret: known.clientSecret }
      : { secretEnv: clientSecretVariable }),
    redirectURIs: [known.redirectUri],
  };
}

function connectorConfig(
  { type, config }: { readonly type: string; readonly config: PlainMap },
  issuer: string,
  files: readonly { readonly setting: string; readonly path: string }[],
): PlainMap {
  const complete = withDefaults(type, withRedirectUri(type, config, issuer));
  return files.reduce((all, { setting, path }) => withFile(type, all, setting, path), complete);
}

function frontendOf<Frontend extends { logoUrl?: string | undefined }>(
  frontend: Frontend | undefined,
) {
  if (frontend === undefined) return undefined;
  const { logoUrl, ...others } = frontend;
  return { ...others, logoURL: logoUrl };
}

function storageOf(
  parent: pulumi.ComponentResource,
  { storageType = dexDocumentDefaults.storageType, storage }: DexProviderArgs,
): pulumi.Output<DexStorage> {
  const refuse = (message: string) => new pulumi.ResourceError(message, parent, true);
  switch (storageType) {
    case "memory":
    case "kubernetes":
      return pulumi.output<DexStorage>({ type: storageType });
    case "postgres":
      if (storage !== undefined) return postgres(storage);
      throw refuse("storage is required: with storageType postgres, Dex keeps its state there");
    default:
      throw refuse(`storageType must be postgres, kubernetes or memory, not ${storageType}`);
  }
}

function postgres(storage: DatabaseConnectionArgs): pulumi.Output<DexStorage> {
  return pulumi
    .output({
      host: storage.host,
      port: storage.port ?? databaseConnectionDefaults.port,
      database: storage.database,
      user: storage.userSecret === undefined ? storage.user : undefined,
      password: storage.passwordSecret === undefined ? (storage.password ?? "") : undefined,
      url: storage.url,
      tlsMode: storage.tlsMode ?? databaseConnectionDefaults.tlsMode,
      caFile: authorityFile(storage),
    })
    .apply(({ url, ...parts }): DexStorage => ({
      type: "postgres",
      ...(url === undefined ? parts : urlStorage(parts, url)),
    }));
}

/** Dex takes fields, so a URL becomes those that it has. */
function urlStorage(
  settings: { readonly tlsMode: string; readonly caFile?: string | undefined },
  url: string,
): Omit<DexPostgres, "type"> {
  const { tlsCa: _, parameters, caFile, ...database } = databaseOfUrl(settings, usableUrl(url));
  const { sslcert, sslkey, connect_timeout: timeout } = parameters;
  return {
    ...database,
    caFile: caFile ?? settings.caFile,
    certFile: sslcert,
    keyFile: sslkey,
    connectionTimeout: timeout === undefined ? undefined : Number(timeout),
  };
}
