import { hashSync } from "bcryptjs";

import type { DoctorTarget } from "../../../checks/doctor/target";
import { dexDocument } from "../../../dex/document";
import { startDex, type Dex } from "../../../sandbox/servers/dex";
import { findFreePort } from "../../../sandbox/servers/free-port";
import { createAuthority, type TestAuthority } from "../../support/certificates";
import { startServer } from "../../support/https-server";
import { startEntry, type Entry } from "./entry";
import { startMembership, type Membership } from "./membership";

const SERVICES = ["dex", "membership", "console", "portal"] as const;

/** The public hosts of the tests' control plane. */
export const HOSTS = Object.fromEntries(
  SERVICES.map((name) => [name, `${name}.formance.test`]),
) as Record<(typeof SERVICES)[number], string>;

/** Who logs in. */
export const USER = { email: "test@formance.test", password: "a password of the tests" };

const MEMBERSHIP_SECRET = "secret-of-membership-at-dex";
const CLIENT_SECRETS = { console: "secret-of-the-console", portal: "secret-of-the-portal" };

/** A control plane on loopback: a real Dex, what stands for the other services, and an entry. */
export interface World {
  readonly target: DoctorTarget;
  readonly authority: TestAuthority;
  readonly entry: Entry;
  readonly dex: Dex;
  readonly membership: Membership;
  /** Ports of the services behind the entry. */
  readonly ports: Readonly<Record<keyof typeof HOSTS, number>>;
  /** Makes the entry, its certificates and Membership as they were at first. */
  restore(): void;
  close(): Promise<void>;
}

/** Starts a control plane in which nothing is wrong. */
export async function startWorld(): Promise<World> {
  const authority = await createAuthority();
  const keys = await authority.issue({ names: Object.values(HOSTS) });
  const entry = await startEntry(keys);
  const urlOf = (service: keyof typeof HOSTS) => `https://${HOSTS[service]}:${entry.port}`;
  const dexPort = await findFreePort();
  const issuer = `${urlOf("dex")}/dex`;
  const membershipIssuer = `${urlOf("membership")}/api`;
  const app = (service: "console" | "portal") => ({
    secret: CLIENT_SECRETS[service],
    redirectUri: `${urlOf(service)}/auth/login`,
  });
  const dex = await startDex({
    port: dexPort,
    address: `http://127.0.0.1:${dexPort}/dex`,
    document: {
      ...dexDocument({
        issuer,
        storage: { type: "memory" },
        clients: [
          {
            id: "membership",
            name: "Membership",
            secret: MEMBERSHIP_SECRET,
            redirectURIs: [`${membershipIssuer}/authorize/callback`],
          },
        ],
        users: [
          {
            email: USER.email,
            hash: hashSync(USER.password, 10),
            username: "test",
            userID: "id-of-test",
          },
        ],
        connectors: [],
        oauth2: { skipApprovalScreen: true },
      }),
      issuer,
    },
  });
  const membership = await startMembership({
    issuer: membershipIssuer,
    clients: { "console-v3": app("console"), portal: app("portal") },
    login: {
      issuer,
      inside: `http://127.0.0.1:${dexPort}/dex`,
      clientId: "membership",
      clientSecret: MEMBERSHIP_SECRET,
    },
  });
  const web = await startServer((_request, response) => response.end("{}"));
  const ports = { dex: dexPort, membership: membership.port, console: web.port, portal: web.port };
  const restore = () => {
    for (const service of SERVICES) {
      entry.route(HOSTS[service], ports[service]);
      entry.certify(HOSTS[service], keys);
      entry.tellTime(HOSTS[service], undefined);
    }
    membership.useSecret(MEMBERSHIP_SECRET);
  };
  restore();
  return {
    target: {
      place: { stack: "dev", namespace: "formance", name: "formance" },
      services: [
        { name: "dex", url: issuer },
        { name: "membership", url: membershipIssuer },
        { name: "console", url: urlOf("console") },
        { name: "portal", url: urlOf("portal") },
      ],
      membershipIssuer,
      loginIssuer: issuer,
      clients: (["console", "portal"] as const).map((service) => ({
        service,
        id: service === "console" ? "console-v3" : "portal",
        redirectUri: app(service).redirectUri,
      })),
      clientSecrets: CLIENT_SECRETS,
      fctl: "fctl",
      login: USER,
      ca: authority.certificate,
      addresses: Object.fromEntries(Object.values(HOSTS).map((host) => [host, "127.0.0.1"])),
    },
    authority,
    entry,
    dex,
    membership,
    ports,
    restore,
    async close() {
      await membership.close();
      await web.close();
      await dex.stop();
      await entry.close();
    },
  };
}
