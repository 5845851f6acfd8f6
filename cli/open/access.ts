import * as z from "zod";

import { domainCommand, type JoinedOrganization } from "../../seed/domain-command";
import type { LoginEntry } from "../../workspace/login-addresses";
import { readOutputs } from "../stack-outputs";

/** How people log in to a control plane. */
export interface Access {
  /** Public addresses by service. */
  readonly urls: readonly { readonly name: ServiceName; readonly url: string }[];
  /** The first local user; none where users log in elsewhere. */
  readonly firstLogin?: { readonly email: string; readonly password?: string };
  /** The command that logs fctl in. */
  readonly fctlLogin: string;
  /** For each seeded organization, whose users join it by their e-mail domain. */
  readonly autoSignIn: readonly AutoSignIn[];
  /** For a stack of the sandbox: whether its login runs at these addresses now. */
  readonly sandbox?: { readonly running: boolean };
}

/** A service with a web address. */
export type ServiceName = "console" | "portal" | "membership" | "login";

/** The e-mail domain of an organization. */
export interface AutoSignIn {
  readonly organization: string;
  readonly id: string;
  /** The domain that the seed gives it; none where it has none yet. */
  readonly domain?: string;
  /** The command that sets or changes it. */
  readonly command: string;
}

const text = z.string().min(1);
const outputsSchema = z.looseObject({
  consoleUrl: z.string().nullish(),
  portalUrl: z.string().nullish(),
  membershipUrl: text,
  loginIssuer: text,
  firstLoginEmail: z.string().nullish(),
  firstLoginPassword: z.string().nullish(),
  fctlLogin: text,
  organizationIds: z.record(z.string(), z.string()).nullish(),
});

/**
 * Reads the access from a stack's outputs.
 *
 * @param organizations - the seeded organizations by name
 * @throws {CommandError} when the outputs are not those of a complete deployment
 */
export function accessOf(
  stack: string,
  outputs: Readonly<Record<string, unknown>>,
  organizations: ReadonlyMap<string, Omit<JoinedOrganization, "id" | "name">>,
): Access {
  const read = readOutputs(outputsSchema, outputs, `The outputs of stack ${stack}`);
  const { consoleUrl, portalUrl, membershipUrl, loginIssuer, fctlLogin } = read;
  const { firstLoginEmail, firstLoginPassword, organizationIds } = read;
  const urls = {
    console: consoleUrl,
    portal: portalUrl,
    membership: membershipUrl,
    login: loginIssuer,
  };
  return {
    urls: Object.entries(urls).flatMap(([name, url]) =>
      url ? [{ name: name as ServiceName, url }] : [],
    ),
    ...(firstLoginEmail && {
      firstLogin: {
        email: firstLoginEmail,
        ...(firstLoginPassword && { password: firstLoginPassword }),
      },
    }),
    fctlLogin,
    autoSignIn: Object.entries(organizationIds ?? {}).map(([organization, id]) => {
      const seeded = organizations.get(organization);
      const { domain } = seeded ?? {};
      return {
        organization,
        id,
        ...(domain !== undefined && { domain }),
        command: domainCommand({ ...seeded, id, name: organization }),
      };
    }),
  };
}

/** The same with the addresses of the sandbox, which have the port of its login. */
export function accessInSandbox(access: Access, login: LoginEntry | undefined): Access {
  const urls = access.urls.map(({ name, url }) => {
    const service = name === "login" ? "dex" : name;
    const found = login?.addresses.find((address) => address.service === service);
    return { name, url: found?.url ?? url };
  });
  return { ...access, urls, sandbox: { running: login?.running ?? false } };
}
