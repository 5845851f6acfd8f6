import * as z from "zod";

import type { DoctorTarget } from "../../checks/doctor/target";
import { oauthClientIds } from "../../facts/services";
import { readOutputs } from "../stack-outputs";

/** The outputs of a stack that the doctor starts from. */
const outputsSchema = z.looseObject({
  membershipUrl: z.url(),
  loginIssuer: z.url(),
  consoleUrl: z.url().nullish(),
  portalUrl: z.url().nullish(),
  caCertificate: z.string().nullish(),
});

/** What is known of a stack besides its outputs, and what the command line says. */
export interface TargetOptions {
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
 * The public side of a deployed stack.
 *
 * @throws {CommandError} when the outputs are not those of a complete deployment
 */
export function doctorTarget(
  outputs: Readonly<Record<string, unknown>>,
  options: TargetOptions,
): DoctorTarget {
  const read = readOutputs(outputsSchema, outputs, "The stack's outputs");
  const { membershipUrl, loginIssuer } = read;
  const { clientIds, clientSecrets, fctl = true } = options;
  const applications = (["console", "portal"] as const).flatMap((service) => {
    const url = read[`${service}Url`];
    const id = clientIds?.[service] ?? oauthClientIds[service];
    return url ? [{ service, url, id }] : [];
  });
  const trusted = [read.caCertificate, options.trusted].filter(Boolean).join("\n");
  return {
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
