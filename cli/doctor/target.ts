import * as z from "zod";

import type { DoctorTarget, PublicService } from "../../checks/doctor/target";
import { readOutputs } from "../stack-outputs";

/** The outputs of a stack that the doctor starts from. */
const outputsSchema = z.looseObject({
  membershipUrl: z.url(),
  loginIssuer: z.url(),
  consoleUrl: z.url().nullish(),
  portalUrl: z.url().nullish(),
  caCertificate: z.string().nullish(),
});

/** The OAuth clients' ids at Membership, where the config sets no other. */
const CLIENTS = { console: "console-v3", portal: "portal" } as const;

/**
 * The public side of a deployed stack.
 *
 * @throws {CommandError} when the outputs are not those of a complete deployment
 */
export function doctorTarget(
  outputs: Readonly<Record<string, unknown>>,
  options: {
    /** Whether users log in at Dex, rather than at an own provider. */
    readonly dex: boolean;
    /** Whether Membership knows fctl. @default true */
    readonly fctl?: boolean;
    readonly login?: DoctorTarget["login"];
    /** The ids of the OAuth clients at Membership, by service. @default "console-v3", "portal" */
    readonly clientIds?: Readonly<Partial<Record<keyof typeof CLIENTS, string>>>;
    /** The client secrets at Membership, by the client's id. */
    readonly clientSecrets?: Readonly<Record<string, string>>;
    /** Replaces the authorities of the stack, PEM. */
    readonly ca?: string;
    /** The authorities that the stack's pods trust, PEM. */
    readonly trusted?: string;
    readonly addresses: Readonly<Record<string, string>>;
  },
): DoctorTarget {
  const read = readOutputs(outputsSchema, outputs, "The stack's outputs");
  const { membershipUrl, loginIssuer, consoleUrl, portalUrl } = read;
  const apps = [
    { service: "console", url: consoleUrl },
    { service: "portal", url: portalUrl },
  ] as const;
  const deployed = apps.flatMap(({ service, url }) =>
    url ? [{ service, url, id: options.clientIds?.[service] ?? CLIENTS[service] }] : [],
  );
  const own = [read.caCertificate, options.trusted].filter(Boolean).join("\n");
  const ca = options.ca ?? (own === "" ? undefined : own);
  const services: { name: PublicService; url: string }[] = [
    ...(options.dex ? [{ name: "dex" as const, url: loginIssuer }] : []),
    { name: "membership", url: membershipUrl },
    ...deployed.map(({ service, url }) => ({ name: service, url })),
  ];
  const secrets = deployed.flatMap(({ service, id }) => {
    const secret = options.clientSecrets?.[id];
    return secret === undefined ? [] : [[service, secret] as const];
  });
  return {
    services,
    membershipIssuer: membershipUrl,
    loginIssuer,
    clients: deployed.map(({ service, url, id }) => ({
      service,
      id,
      redirectUri: `${url}/auth/login`,
    })),
    ...((options.fctl ?? true) && { fctl: "fctl" }),
    ...(options.login && { login: options.login }),
    clientSecrets: Object.fromEntries(secrets),
    ...(ca !== undefined && { ca }),
    addresses: options.addresses,
  };
}
