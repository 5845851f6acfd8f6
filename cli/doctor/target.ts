import type { ControlPlanePlace, DoctorTarget } from "../../checks/doctor/target";
import type { StackConfig } from "../../config";
import { membershipPath, providerAddress, publicUrl, urlOf } from "../../facts/public-addresses";
import { isDeployed } from "../../facts/deployment";
import { oauthClientIds } from "../../facts/services";
import type { LoginEntry } from "../../workspace/login-addresses";

/** The outputs of a stack that the doctor starts from. */
export interface PublicOutputs {
  readonly membershipUrl: string;
  readonly loginIssuer: string;
  readonly consoleUrl?: string | undefined;
  readonly portalUrl?: string | undefined;
  readonly caCertificate?: string | undefined;
}

/** What is known of a stack besides its outputs, and what the command line says. */
export interface TargetOptions {
  readonly place: ControlPlanePlace;
  /** Whether users log in at Dex, rather than at an own provider. */
  readonly dex: boolean;
  /** Whether Membership knows fctl. @default true */
  readonly fctl?: boolean;
  readonly login?: DoctorTarget["login"];
  /** The ids of the OAuth clients at Membership, where they aren't the default ones. */
  readonly clientIds?: { readonly console?: string; readonly portal?: string };
  /** The client secrets at Membership, by the client's id. */
  readonly clientSecrets?: Readonly<Record<string, string>>;
  /** Replaces the authorities of the stack, PEM. */
  readonly ca?: string;
  /** The authorities that the stack's pods trust, PEM. */
  readonly trusted?: string;
  readonly addresses: Readonly<Record<string, string>>;
}

/**
 * A stack's public outputs. A deployment that failed half-way may have none, but they are what the
 * config says; nothing is missing but the self-signed authority, which the state has then.
 */
export function publicOutputs(
  config: StackConfig,
  outputs: Readonly<Record<string, unknown>>,
  authority: string | undefined,
): PublicOutputs {
  const { oidc } = config;
  const text = (name: keyof PublicOutputs) => {
    const value = outputs[name];
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const app = (service: "console" | "portal") =>
    isDeployed(config, service) ? publicUrl(config, service) : undefined;
  return {
    membershipUrl: text("membershipUrl") ?? publicUrl(config, "membership") + membershipPath,
    loginIssuer:
      text("loginIssuer") ??
      (oidc === undefined ? publicUrl(config, "dex") : urlOf(providerAddress(oidc))),
    consoleUrl: text("consoleUrl") ?? app("console"),
    portalUrl: text("portalUrl") ?? app("portal"),
    caCertificate: text("caCertificate") ?? authority,
  };
}

/** The public side of a deployed stack. */
export function doctorTarget(read: PublicOutputs, options: TargetOptions): DoctorTarget {
  const { membershipUrl, loginIssuer } = read;
  const { clientIds, clientSecrets, fctl = true } = options;
  const applications = (["console", "portal"] as const).flatMap((service) => {
    const url = read[`${service}Url`];
    const id = clientIds?.[service] ?? oauthClientIds[service];
    return url ? [{ service, url, id }] : [];
  });
  const trusted = [read.caCertificate, options.trusted].filter(Boolean).join("\n");
  return {
    place: options.place,
    services: [
      ...(options.dex ? [{ name: "dex" as const, url: loginIssuer }] : []),
      { name: "membership", url: membershipUrl },
      ...applications.map(({ service, url }) => ({ name: service, url })),
    ],
    membershipIssuer: membershipUrl,
    loginIssuer,
    clients: applications.map(({ service, url, id }) => ({
      service,
      id,
      redirectUri: `${url}/auth/login`,
    })),
    fctl: fctl ? oauthClientIds.fctl : undefined,
    login: options.login,
    clientSecrets: Object.fromEntries(
      applications.map(({ service, id }) => [service, clientSecrets?.[id]]),
    ),
    ca: options.ca ?? (trusted === "" ? undefined : trusted),
    addresses: options.addresses,
  };
}

/** The same in the sandbox, where Dex alone runs, at the port of the login. */
export function sandboxTarget(target: DoctorTarget, login: LoginEntry | undefined): DoctorTarget {
  const url = login?.addresses.find(({ service }) => service === "dex")?.url;
  return {
    ...target,
    services: url === undefined ? [] : [{ name: "dex", url }],
    loginIssuer: url,
    clients: [],
    fctl: undefined,
  };
}
