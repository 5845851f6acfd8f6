import { asString } from "../support";
import type { BadConfig } from "./bad-config";

const label = "a".repeat(64);

export const wrongPlace: readonly BadConfig[] = [
  {
    name: "names that would be too long",
    change: { name: "c".repeat(25) },
    problems: { name: "is longer than 24 characters. Choose a shorter name." },
  },
  {
    name: "names that Kubernetes refuses",
    change: { name: "Control_Plane" },
    problems: {
      name: "is not a Kubernetes name. Use 1 to 63 lower-case letters, digits and inner hyphens.",
    },
  },
  {
    name: "a release that is adopted, without its name",
    change: { createNamespace: false, adopt: { fullNames: { dex: "idp" } } },
    problems: { "adopt.release": "is missing. It must be a string." },
  },
  {
    name: "a release that is adopted into a namespace of the stack's own",
    change: { adopt: { release: "acme" } },
    problems: {
      createNamespace:
        "must be false with formance-control-plane:adopt: the namespace belongs to the release, and would be deleted with the stack.",
    },
  },
  {
    name: "a release with the names of the control plane",
    change: { createNamespace: false, adopt: { release: "formance" } },
    problems: {
      name: "is formance, and so the control plane and the release both have a Deployment formance-dex, whose selector can't be changed. Choose another, such as formance-cp.",
    },
  },
  {
    name: "a name in the release of what isn't deployed",
    change: {
      createNamespace: false,
      adopt: { release: "acme", fullNames: { portal: "pay" } },
      portal: { enabled: false },
    },
    problems: { "adopt.fullNames.portal": "has no effect: portal.enabled is false. Remove it." },
  },
  {
    name: "a namespace of Kubernetes itself",
    change: { namespace: "kube-system" },
    problems: { namespace: "is a namespace of Kubernetes itself. Choose another." },
  },
  {
    name: "a namespace that every cluster has",
    change: { namespace: "default" },
    problems: {
      namespace:
        "is default, which every cluster has already. Choose another, or set createNamespace to false.",
    },
  },
  {
    name: "a domain with a scheme",
    change: { domain: "https://example.com" },
    problems: { domain: "has a scheme. Write only the name, such as example.com." },
  },
  {
    name: "a domain with a slash",
    change: { domain: "example.com/app" },
    problems: { domain: "has a slash. Write only the name, such as example.com." },
  },
  {
    name: "a domain with a port",
    change: { domain: "example.com:443" },
    problems: { domain: "has a port. Write only the name, such as example.com." },
  },
  {
    name: "a domain in capitals",
    change: { domain: "Example.com" },
    problems: { domain: "has capital letters. Write it in lower case." },
  },
  {
    name: "a domain that a variable stands for",
    change: { domain: "${DOMAIN}" },
    problems: {
      domain:
        "is not a host name. Write 1 to 63 lower-case letters, digits and inner hyphens between its dots.",
    },
  },
  {
    name: "a domain with an underscore",
    change: { domain: "my_company.com" },
    problems: {
      domain:
        "is not a host name. Write 1 to 63 lower-case letters, digits and inner hyphens between its dots.",
    },
  },
  {
    name: "a domain that ends with a dot",
    change: { domain: "example.com." },
    problems: { domain: "begins or ends with a dot. Write only the name, such as example.com." },
  },
  {
    name: "a domain that is an address",
    change: { domain: "10.0.0.1" },
    problems: { domain: "is an IP address. Write a host name, such as example.com." },
  },
  {
    name: "a domain with a label of 64 characters",
    change: { domain: `${label}.com` },
    problems: {
      domain:
        "is not a host name. Write 1 to 63 lower-case letters, digits and inner hyphens between its dots.",
    },
  },
  {
    name: "a domain that is too long for membership's host",
    change: { domain: `${"abcdefgh.".repeat(27)}com` },
    problems: {
      domain: "is too long. With `membership.` in front, it must fit into 253 characters.",
    },
  },
  {
    name: "no domain",
    change: { domain: null },
    problems: { domain: "is missing. It must be a string." },
  },
  {
    name: "an unknown environment",
    change: { environment: "prod" },
    problems: { environment: "is not one of: production, test. Did you mean production?" },
  },
  {
    name: "a namespace in capitals",
    change: { namespace: "Formance" },
    problems: {
      namespace:
        "is not a Kubernetes name. Use 1 to 63 lower-case letters, digits and inner hyphens.",
    },
  },
  {
    name: "a namespace of 64 characters",
    change: { namespace: label },
    problems: {
      namespace:
        "is not a Kubernetes name. Use 1 to 63 lower-case letters, digits and inner hyphens.",
    },
  },
  {
    name: "text in place of true or false",
    change: { createNamespace: "yes" },
    problems: { createNamespace: "is a string, but must be a boolean." },
  },
  {
    name: "an unknown scheme",
    change: { hosts: { console: { scheme: "ftp" } } },
    problems: { "hosts.console.scheme": "is not one of: https, http." },
  },
  {
    name: "a host with a path",
    change: { hosts: { console: { host: "example.com/console" } } },
    problems: { "hosts.console.host": "has a slash. Write only the name, such as example.com." },
  },
  {
    name: "a path without its first slash",
    change: { hosts: { dex: { path: "dex" } } },
    problems: { "hosts.dex.path": "doesn't begin with a slash. Write it like /realms/main." },
  },
  {
    name: "a path with a last slash",
    change: { hosts: { dex: { path: "/dex/" } } },
    problems: { "hosts.dex.path": "ends with a slash. Remove the last slash." },
  },
  {
    name: "a path with a space",
    change: { hosts: { dex: { path: "/my dex" } } },
    problems: {
      "hosts.dex.path": "is not a URL path. Write it like /realms/main, without spaces, ? or #.",
    },
  },
  {
    name: "a registry with a scheme",
    change: { images: { registry: "https://ghcr.io/formancehq" } },
    problems: { "images.registry": "has a scheme. Write it like registry.example.com/formance." },
  },
  {
    name: "a registry with a last slash",
    change: { images: { registry: "ghcr.io/formancehq/" } },
    problems: {
      "images.registry": "ends with a slash. Write it like registry.example.com/formance.",
    },
  },
  {
    name: "a repository with a tag",
    change: { images: { console: { repository: "console-v3:v2" } } },
    problems: {
      "images.console.repository":
        "is not an image repository. Write its path in the registry, such as membership, without the tag.",
    },
  },
  {
    name: "a tag that is a number",
    change: { images: { console: { tag: 2 } } },
    problems: {
      "images.console.tag": `is an integer, but must be a string. ${asString("images.console.tag")}`,
    },
  },
  {
    name: "a tag with a colon",
    change: { images: { console: { tag: ":v2.6.2" } } },
    problems: {
      "images.console.tag":
        "is not an image tag. Write it like v2.5.0, without the repository and the colon.",
    },
  },
  {
    name: "a digest without its algorithm",
    change: { images: { dex: { digest: "0123abcd" } } },
    problems: {
      "images.dex.digest": "is not a digest. Write sha256: and 64 lower-case hexadecimal digits.",
    },
  },
  {
    name: "an unknown pull policy",
    change: { images: { pullPolicy: "ifNotPresent" } },
    problems: {
      "images.pullPolicy": "is not one of: IfNotPresent, Always, Never. Did you mean IfNotPresent?",
    },
  },
];
