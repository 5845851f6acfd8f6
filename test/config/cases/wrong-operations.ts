import type { BadConfig } from "./bad-config";
import { clusterId, expiredLicence, validLicence } from "./licences";

export const wrongOperations: readonly BadConfig[] = [
  {
    name: "the development mode in production",
    change: { membership: { dev: true } },
    problems: {
      "membership.dev":
        "switches off TLS verification, which is for test environments only. Remove it.",
    },
  },
  {
    name: "no certificates in production",
    change: { ingress: { tls: null } },
    problems: {
      "ingress.tls":
        "is missing. Set where certificates come from: mode cert-manager with an issuer, existing with a secretName, or none if TLS terminates in front of the Ingress.",
    },
  },
  {
    name: "a self-signed certificate in production",
    change: { ingress: { tls: { mode: "self-signed", secretName: null } } },
    problems: {
      "ingress.tls.mode":
        "is self-signed, which is for test environments only. Use cert-manager, existing, or none if TLS terminates in front of the Ingress.",
    },
  },
  {
    name: "cert-manager without an issuer",
    change: { ingress: { tls: { mode: "cert-manager", secretName: null } } },
    problems: { "ingress.tls.issuer": "is missing. The mode cert-manager requires it." },
  },
  {
    name: "an existing certificate without its Secret",
    change: { ingress: { tls: { secretName: null } } },
    problems: { "ingress.tls.secretName": "is missing. The mode existing requires it." },
  },
  {
    name: "an issuer beside an existing certificate",
    change: { ingress: { tls: { issuer: "acme", issuerKind: "Issuer" } } },
    problems: {
      "ingress.tls.issuer": "has no effect with the mode existing. Remove it, or change the mode.",
      "ingress.tls.issuerKind":
        "has no effect with the mode existing. Remove it, or change the mode.",
    },
  },
  {
    name: "a Secret where TLS terminates elsewhere",
    change: { ingress: { tls: { mode: "none" } } },
    problems: {
      "ingress.tls.secretName": "has no effect with the mode none. Remove it, or change the mode.",
    },
  },
  {
    name: "a seed that the wizard can't carry",
    change: {
      seed: {
        via: "wizard",
        prune: "owned",
        users: [{ email: "a@example.com" }],
        regions: [{ name: "eu", baseUrl: "https://eu.example.com", active: false }],
      },
    },
    problems: {
      "seed.prune":
        "has no effect while seed.via is wizard, which needs no connection. Remove it, or set via to database.",
      "seed.regions[0].active":
        "the wizard makes every region active: leave it out, or seed over a connection to the database",
    },
  },
  {
    name: "a seed with fields that only the wizard knows",
    change: {
      seed: {
        users: [{ email: "a@example.com" }],
        organizations: [{ name: "Acme", owner: "a@example.com", groups: [{ name: "X" }] }],
        regions: [{ name: "eu", baseUrl: "https://eu.example.com", versions: [] }],
      },
    },
    problems: {
      "seed.organizations[0].groups":
        "is supported only by the image's wizard (via: wizard): leave it out",
      "seed.regions[0].versions":
        "is supported only by the image's wizard (via: wizard): leave it out",
    },
  },
  {
    name: "a port-forward to nothing",
    change: { seed: { portForward: { namespace: "db" } } },
    problems: { "seed.portForward": "needs the name of a service or of a pod." },
  },
  {
    name: "a port-forward to two things",
    change: { seed: { portForward: { namespace: "db", service: "postgres", pod: "postgres-0" } } },
    problems: { "seed.portForward": "has both service and pod. Keep one of them." },
  },
  {
    name: "tokens of agents without agents",
    change: { membership: { grpcTokens: ["t-5RkQ"] } },
    problems: {
      "membership.grpcTokens":
        "is for agents, which need formance-control-plane:membership.managedStacks false and formance-control-plane:nats. Without agents, remove it.",
    },
  },
  {
    name: "tokens of agents without NATS",
    change: { membership: { managedStacks: false, grpcTokens: ["t-5RkQ"] } },
    problems: {
      "membership.grpcTokens":
        "is for agents, which need formance-control-plane:nats. Without agents, remove it.",
    },
  },
  {
    name: "the life cycle of stacks without agents",
    change: { nats: { url: "nats://n:4222" }, membership: { stackLifeCycle: { enabled: true } } },
    problems: {
      "membership.stackLifeCycle":
        "is for agents, which need formance-control-plane:membership.managedStacks false. Without agents, remove it.",
    },
  },
  {
    name: "a secret of a public client",
    change: { membership: { additionalClients: [{ id: "app", public: true, secret: "s-5RkQ" }] } },
    problems: {
      "membership.additionalClients[0].secret":
        "has no effect: a public client has no secret. Remove it.",
    },
  },
  {
    name: "a client with the id of one of our own",
    change: { membership: { additionalClients: [{ id: "fctl" }] } },
    problems: {
      "membership.additionalClients[0].id":
        "is already used by a client of the control plane itself. Choose another.",
    },
  },
  {
    name: "two clients with one id",
    change: { membership: { additionalClients: [{ id: "app" }, { id: "app" }] } },
    problems: {
      "membership.additionalClients[1].id":
        "is already used by membership.additionalClients[0]. Choose another.",
    },
  },
  {
    name: "a licence without a token",
    change: { licence: { clusterId: clusterId } },
    problems: {
      licence:
        "needs a token or a tokenSecret:\npulumi config set --path --secret 'formance-control-plane:licence.token'",
    },
  },
  {
    name: "a licence with two tokens",
    change: {
      licence: { token: validLicence, tokenSecret: { name: "licence", key: "token" }, clusterId },
    },
    problems: { licence: "has both token and tokenSecret. Keep one of them." },
  },
  {
    name: "a licence that ran out",
    change: { licence: { token: expiredLicence, clusterId } },
    problems: { "licence.token": "expired on 2020-09-13. Ask Formance for a new one." },
  },
  {
    name: "a licence for another cluster",
    change: { licence: { token: validLicence, clusterId: "00000000-5a0b-4a55-9a39-0d1b6f0c8f11" } },
    problems: {
      "licence.token":
        "is for another cluster than licence.clusterId. Use the token of this cluster, or correct the id.",
    },
  },
  {
    name: "a licence of another issuer",
    change: { licence: { token: validLicence, clusterId, issuer: "https://licences.example.com" } },
    problems: {
      "licence.token": "comes from another issuer than licence.issuer. Correct one of the two.",
    },
  },
  {
    name: "a licence cut off",
    change: { licence: { token: "eyJhbGciOiJ.eyJpc3.x", clusterId } },
    problems: {
      "licence.token":
        "is not a licence token: its middle part isn't JSON. Copy the whole token again.",
    },
  },
  {
    name: "a stack in a region that isn't there",
    change: {
      seed: {
        users: [{ email: "a@example.com" }],
        organizations: [{ name: "Acme", owner: "a@example.com" }],
        regions: [{ name: "Europe", baseUrl: "https://eu.example.com" }],
        stacks: [{ name: "main", organization: "Acme", region: "Europa" }],
      },
    },
    problems: { "seed.stacks[0].region": 'no region "Europa" in regions. Did you mean "Europe"?' },
  },
  {
    name: "an owner who isn't there",
    change: {
      seed: {
        users: [{ email: "a@example.com" }],
        organizations: [{ name: "Acme", owner: "b@example.com" }],
      },
    },
    problems: {
      "seed.organizations[0].owner":
        'no user "b@example.com" in users. Did you mean "a@example.com"?',
    },
  },
  {
    name: "two users with one address",
    change: { seed: { users: [{ email: "a@example.com" }, { email: "A@example.com" }] } },
    problems: { "seed.users[1].email": '"a@example.com" is already used, by users[0]' },
  },
];
