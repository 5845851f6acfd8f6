import { remedyIn, type CheckDescription } from "../description";

/** The checks of the public entry, causes before their consequences. */
export const entryChecks = [
  {
    id: "dns",
    title: "The host name leads somewhere",
    meaning: "Browsers, fctl and the services themselves find each other by these names.",
    causes: [
      "No DNS record was made for the name, or it has not spread yet.",
      "external-dns runs with a filter that leaves the Ingress out.",
      "`domain` or `hosts` in the stack config has a typing error.",
    ],
    remedy:
      "Make an A, AAAA or CNAME record that leads to the load balancer's address (kubectl get ingress shows it). To look before the record is there: doctor --resolve HOST=ADDRESS.",
  },
  {
    id: "tcp",
    title: "Something listens there",
    meaning: "The name leads to an address, but no connection comes about.",
    causes: [
      "The load balancer has no healthy node, or its firewall lets nobody in.",
      "The DNS record leads to an old address.",
      "The ingress controller does not run.",
    ],
    remedy:
      "Compare the address with that of the load balancer (kubectl get ingress), and look at the ingress controller's pods and Service.",
  },
  {
    id: "tls",
    title: "The certificate is trusted and made for the host",
    meaning:
      "A chain to a known authority, the right name, and a time that is right: browsers and the services refuse anything else.",
    causes: [
      "cert-manager has not issued the certificate yet, so the controller shows its own.",
      "The Secret holds the certificate of another host, or without its intermediate.",
      "A private authority that this machine does not know: give it by --ca.",
    ],
    remedy:
      "Look at what the certificate says (openssl s_client -connect HOST:443 -servername HOST) and at the Certificate or Secret that the Ingress names.",
  },
  {
    id: "certificate-expiry",
    title: "The certificate lasts",
    meaning: "A certificate that ends within 14 days should have been renewed by now.",
    causes: [
      "cert-manager's challenge fails at each renewal.",
      "The certificate in an existing Secret is renewed by hand.",
    ],
    remedy:
      "kubectl describe certificate says why the renewal fails; a certificate made by hand is put into its Secret anew.",
  },
  {
    id: "http",
    title: "The entry passes requests on",
    meaning: "The load balancer or ingress controller answers, but the service behind it does not.",
    causes: [
      "502 or 503: the Service has no ready pod.",
      "404: no Ingress has this host, or it has another class.",
      "504: a NetworkPolicy keeps the ingress controller out.",
    ],
    remedy:
      "kubectl get pods,endpointslices,ingress in the namespace shows which of the three it is.",
  },
  {
    id: "service-health",
    title: "The service says that it is well",
    meaning:
      "Membership (below its issuer), Console and Portal answer /_info, Dex /healthz. They fail while what they need is away, most often the database.",
    causes: [
      "The database can't be reached or refuses the password.",
      "The migration has not run.",
      "Something else than the service answers under this name.",
    ],
    remedy: "Read the service's log: kubectl logs deployment/NAME.",
  },
  {
    id: "oidc-discovery",
    title: "The issuer describes itself, to the letter",
    meaning:
      "An OpenID Connect client refuses an issuer whose document names another one; a slash at the end is enough.",
    causes: [
      "The issuer's path or host differs between the stack config and the entry.",
      "A proxy rewrites the path.",
      "Scheme http behind an entry that ends TLS.",
    ],
    remedy: "Set `hosts` (or `oidc`) so that the address is the one that the document names.",
  },
  {
    id: "oidc-keys",
    title: "The issuer's keys are there",
    meaning: "Tokens can't be verified without the keys that the document leads to.",
    causes: ["The keys' address leads to another host.", "A proxy blocks the path."],
    remedy: "Open the jwks_uri of the document from here and from inside the cluster.",
  },
  {
    id: "clock",
    title: "The clocks agree",
    meaning: "Tokens carry times; with more than a few minutes between two clocks none is valid.",
    causes: ["No time synchronization on a node or on this machine."],
    remedy: "Switch on time synchronization (chrony, systemd-timesyncd).",
  },
  {
    id: "login-wiring",
    title: "Console and Portal are known to Membership",
    meaning:
      "An authorization request with prompt=none is answered at the redirect URI with login_required when client and redirect URI are registered.",
    causes: [
      "The OAuth client has another id in the service than in Membership.",
      "The redirect URI differs: another host, scheme or path.",
    ],
    remedy: "Deploy again, so that both sides get the same client: pulumi up.",
  },
] as const satisfies readonly CheckDescription[];

/** The id of a check of the public entry. */
export type EntryCheckId = (typeof entryChecks)[number]["id"];

/** The remedy as the catalogue has it. */
export function entryRemedy(id: EntryCheckId): string {
  return remedyIn(entryChecks, id);
}
