import type { BadConfig } from "./bad-config";

const arn =
  "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/console/0123456789abcdef";
const wrongArn =
  "is not the ARN of a target group. Write it like arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/console/0123456789abcdef.";
const wrongListener =
  "is not the name of a Gateway listener. Write `name` of one of its `spec.listeners`, such as https.";

export const wrongEntry: readonly BadConfig[] = [
  {
    name: "an issuer kind with a slip",
    change: {
      ingress: {
        tls: {
          mode: "cert-manager",
          issuer: "acme",
          issuerKind: "ClusterIsuer",
          secretName: null,
        },
      },
    },
    problems: {
      "ingress.tls.issuerKind": "is not one of: ClusterIssuer, Issuer. Did you mean ClusterIssuer?",
    },
  },
  {
    name: "one Secret for every Ingress, which cert-manager would fight over",
    change: { ingress: { tls: { mode: "cert-manager", issuer: "acme" } } },
    problems: {
      "ingress.tls.secretName":
        "has no effect with the mode cert-manager. Remove it, or change the mode.",
    },
  },
  {
    name: "a Secret for one host where TLS terminates in front",
    change: {
      ingress: {
        tls: { mode: "none", secretName: null },
        services: { console: { secretName: "console-tls" } },
      },
    },
    problems: {
      "ingress.services.console.secretName":
        "has no effect with the mode none. Remove it, or change the mode.",
    },
  },
  {
    name: "an Ingress of a service that isn't deployed",
    change: { portal: { enabled: false }, ingress: { services: { portal: { labels: {} } } } },
    problems: {
      "ingress.services.portal": "has no effect: portal.enabled is false. Remove it.",
    },
  },
  {
    name: "a port for agents that there are none of",
    change: { ingress: { services: { grpc: { enabled: true } } } },
    problems: {
      "ingress.services.grpc":
        "has no effect: Membership opens the gRPC port only with nats and membership.managedStacks false. Remove it.",
    },
  },
  {
    name: "a Gateway without a name",
    change: { ingress: null, gateway: { namespace: "infra" } },
    problems: { "gateway.name": "is missing. It must be a string." },
  },
  {
    name: "a listener by its number",
    change: { ingress: null, gateway: { name: "public", sectionName: "https:443" } },
    problems: { "gateway.sectionName": wrongListener },
  },
  {
    name: "certificates of an Ingress for a Gateway",
    change: { ingress: null, gateway: { name: "public", tls: { mode: "existing" } } },
    problems: { "gateway.tls.mode": "is not one of: listener, cert-manager, self-signed." },
  },
  {
    name: "self-signed certificates of a Gateway in production",
    change: { ingress: null, gateway: { name: "public", tls: { mode: "self-signed" } } },
    problems: {
      "gateway.tls.mode":
        "is self-signed, which is for test environments only. Use cert-manager, or listener if the listeners have their own certificates.",
    },
  },
  {
    name: "cert-manager without an issuer for a Gateway",
    change: { ingress: null, gateway: { name: "public", tls: { mode: "cert-manager" } } },
    problems: { "gateway.tls.issuer": "is missing. The mode cert-manager requires it." },
  },
  {
    name: "a Secret that no certificate is made for",
    change: {
      ingress: null,
      gateway: { name: "public", tls: { mode: "listener", secretName: "tls" } },
    },
    problems: {
      "gateway.tls.secretName":
        "has no effect with the mode listener. Remove it, or change the mode.",
    },
  },
  {
    name: "a redirection without a listener for https",
    change: { ingress: null, gateway: { name: "public", redirectSectionName: "http" } },
    problems: {
      "gateway.sectionName":
        "is missing. With redirectSectionName, routes need the name of the HTTPS listener, or they also attach to the one for plain HTTP.",
    },
  },
  {
    name: "a service at the listener that is redirected",
    change: {
      ingress: null,
      gateway: {
        name: "public",
        sectionName: "https",
        redirectSectionName: "http",
        services: { dex: { sectionName: "http" } },
      },
    },
    problems: {
      "gateway.services.dex.sectionName":
        "is the listener that redirects to HTTPS, so no one could reach the service. Name the HTTPS listener.",
    },
  },
  {
    name: "a target of records on routes",
    change: {
      ingress: null,
      gateway: { name: "public", externalDns: { target: "lb.example.com" } },
    },
    problems: {
      "gateway.externalDns.target":
        "has no effect: external-dns reads it only from the Gateway. Annotate the Gateway.",
    },
  },
  {
    name: "a route of Dex where there is none",
    change: {
      ingress: null,
      dex: null,
      oidc: { host: "login.example.org", clientId: "c", clientSecret: "s-5RkQ" },
      gateway: { name: "public", services: { dex: { enabled: true } } },
    },
    problems: {
      "gateway.services.dex": "has no effect: Dex is not deployed with `oidc`. Remove it.",
    },
  },
  {
    name: "Ingresses kept beside a Gateway without certificates",
    change: { ingress: { enabled: true, tls: null }, gateway: { name: "public" } },
    problems: {
      "ingress.tls":
        "is missing. Set where certificates come from: mode cert-manager with an issuer, existing with a secretName, or none if TLS terminates in front of the Ingress.",
    },
  },
  {
    name: "a life of records that is a duration",
    change: { ingress: { externalDns: { ttl: "5m" } } },
    problems: { "ingress.externalDns.ttl": "is a string, but must be an integer." },
  },
  {
    name: "a target group without its ARN",
    change: { ingress: null, targetGroupBindings: { console: { targetType: "ip" } } },
    problems: { "targetGroupBindings.console.targetGroupArn": "is missing. It must be a string." },
  },
  {
    name: "a target group by its name",
    change: { ingress: null, targetGroupBindings: { console: { targetGroupArn: "console" } } },
    problems: { "targetGroupBindings.console.targetGroupArn": wrongArn },
  },
  {
    name: "one target group for two services",
    change: {
      ingress: null,
      targetGroupBindings: { console: { targetGroupArn: arn }, portal: { targetGroupArn: arn } },
    },
    problems: {
      "targetGroupBindings.portal.targetGroupArn":
        "is also the target group of formance-control-plane:targetGroupBindings.console, so either service would get the other's requests. Use a target group for each.",
    },
  },
  {
    name: "nodes as targets of a Service that they have no port for",
    change: {
      ingress: null,
      targetGroupBindings: { console: { targetGroupArn: arn, targetType: "instance" } },
    },
    problems: {
      "targetGroupBindings.console.targetType":
        "is instance, but the Service has no node port. Set formance-control-plane:console.service.type to NodePort, or use ip.",
    },
  },
  {
    name: "target groups of nothing",
    change: { ingress: null, targetGroupBindings: {} },
    problems: {
      targetGroupBindings:
        "names no service, so nothing would be published. Add one, or remove it.",
    },
  },
  {
    name: "a VPC by its name",
    change: {
      ingress: null,
      targetGroupBindings: { console: { targetGroupArn: arn, vpcId: "main" } },
    },
    problems: {
      "targetGroupBindings.console.vpcId":
        "is not the id of a VPC. Write it like vpc-0123456789abcdef0.",
    },
  },
  {
    name: "Dex at the root of Console's host",
    change: { hosts: { dex: { host: "console.example.com" } } },
    problems: {
      "hosts.dex.host":
        "is the same host as formance-control-plane:hosts.console.host, by default. Give each service its own host, or give Dex a path in hosts.dex.path.",
    },
  },
  {
    name: "Dex below the path of Membership",
    change: { hosts: { dex: { host: "membership.example.com", path: "/api/dex" } } },
    problems: {
      "hosts.dex.host":
        "is the same host as formance-control-plane:hosts.membership.host, by default. Give Dex a path that isn't below /api, which the other service uses.",
    },
  },
  {
    name: "Console below a path",
    change: { hosts: { console: { path: "/console" } } },
    problems: { "hosts.console.path": "is not a known key. Known here: scheme, host." },
  },
];
