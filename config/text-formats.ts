import {
  emailProblem,
  hostNameProblem,
  hostWithPortProblem,
  mailDomainProblem,
  serverHostProblem,
} from "../facts/host-name";
import { ipVersion } from "../facts/ip-address";

/** Each function says what is wrong with a text and what is right, or nothing. */
export type TextFormat = (value: string) => string | undefined;

const label = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;

/** A format that a pattern describes in full. */
export function matching(pattern: RegExp, message: string): TextFormat {
  return (value) => (pattern.test(value) ? undefined : message);
}

const EMPTY = "is empty. Give it a value, or leave the key out.";

/** Text that may be white space alone. */
export const anyText: TextFormat = (value) => (value === "" ? EMPTY : undefined);

export const notEmpty: TextFormat = (value) => (value.trim() === "" ? EMPTY : undefined);

/** Text whose ends aren't white space, which whoever reads it would take for a part of it. */
export const trimmed: TextFormat = (value) =>
  notEmpty(value) ??
  (value === value.trim()
    ? undefined
    : "begins or ends with whitespace, which would be part of it. Remove it.");

/** A secret of one line without a line break at its ends, such as that of a file. */
export const withoutLineBreak: TextFormat = (value) =>
  /^[\r\n]|[\r\n]$/.test(value) && !/[\r\n]/.test(value.trim())
    ? "begins or ends with a line break, such as the one at the end of a file, which would be part of the secret. Set it again without the line break."
    : undefined;

/** A secret that isn't empty, of one line or of several. */
export const secretLine: TextFormat = (value) => notEmpty(value) ?? withoutLineBreak(value);

/**
 * What the names of all objects begin with: a DNS label that leaves room for the longest end of a
 * CronJob's name, of which Kubernetes takes 52 characters.
 */
export const namePrefix: TextFormat = (value) =>
  serviceName(value) ??
  (value.length > 24 ? "is longer than 24 characters. Choose a shorter name." : undefined);

/** A host name by RFC 1123, in lower case. */
export const hostName: TextFormat = hostNameProblem;

/** The domain of e-mail addresses. */
export const mailDomain: TextFormat = mailDomainProblem;

/** The domain of the control plane: a host name that still takes the longest service's name. */
export const domain: TextFormat = (value) =>
  hostName(value) ??
  (value.length > 253 - "membership.".length
    ? "is too long. With `membership.` in front, it must fit into 253 characters."
    : undefined);

/** A host of a server: a name or an IP address. */
export const serverHost: TextFormat = serverHostProblem;

/** Host and, where it isn't the scheme's own, port. */
export const hostWithPort: TextFormat = hostWithPortProblem;

/** A range of addresses by its prefix, such as 10.0.0.0/8. */
export const addressRange: TextFormat = (value) => {
  const [, address = "", length = ""] = /^(.+)\/(\d{1,3})$/.exec(value) ?? [];
  const version = ipVersion(address);
  return version !== 0 && Number(length) <= (version === 4 ? 32 : 128)
    ? undefined
    : "is not an address range. Write it like 10.0.0.0/8, or 10.0.0.1/32 for a single address.";
};

/** A name of a Kubernetes object that is a DNS label, such as a namespace. */
export const dnsLabel: TextFormat = (value) =>
  value.length <= 63 && label.test(value)
    ? undefined
    : "is not a Kubernetes name. Use 1 to 63 lower-case letters, digits and inner hyphens.";

/** A namespace of one's own. */
export const namespaceName: TextFormat = (value) =>
  dnsLabel(value) ??
  (["kube-system", "kube-public", "kube-node-lease"].includes(value)
    ? "is a namespace of Kubernetes itself. Choose another."
    : undefined);

/** A name of a Service, which is a host name by RFC 1035. */
export const serviceName: TextFormat = (value) =>
  dnsLabel(value) ??
  (/^\d/.test(value)
    ? "begins with a digit, which the name of a Service can't. Begin with a letter."
    : undefined);

/** A name of a Kubernetes object that is a DNS subdomain, such as a Secret. */
export const objectName: TextFormat = (value) =>
  value.length <= 253 && value.split(".").every((part) => label.test(part))
    ? undefined
    : "is not a Kubernetes name. Use lower-case letters, digits, inner hyphens and dots.";

/** A name of a listener of a Gateway. */
export const sectionName: TextFormat = (value) =>
  value.length <= 253 && value.split(".").every((part) => label.test(part))
    ? undefined
    : "is not the name of a Gateway listener. Write `name` of one of its `spec.listeners`, such as https.";

export const targetGroupArn = matching(
  /^arn:aws[a-z-]*:elasticloadbalancing:[a-z0-9-]+:\d{12}:targetgroup\/[A-Za-z0-9-]{1,32}\/[0-9a-f]+$/,
  "is not the ARN of a target group. Write it like arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/console/0123456789abcdef.",
);

export const vpcId = matching(
  /^vpc-[0-9a-f]{8,17}$/,
  "is not the id of a VPC. Write it like vpc-0123456789abcdef0.",
);

export const secretKey = matching(
  /^[-._a-zA-Z0-9]{1,253}$/,
  "is not a key of a Secret. Use letters, digits, hyphens, underscores and dots.",
);

export const goDuration = matching(
  /^(\d+(\.\d+)?(ns|us|µs|ms|s|m|h))+$/,
  "is not a duration. Write numbers with units, such as 30s, 5m, 72h or 1h30m; days are written in hours.",
);

export const quantity = matching(
  /^\+?(\d+\.?\d*|\.\d+)(n|u|m|k|M|G|T|P|E|Ki|Mi|Gi|Ti|Pi|Ei|[eE][+-]?\d+)?$/,
  "is not a Kubernetes quantity. Write it like 250m or 0.5 (CPU) or 256Mi (memory).",
);

export const emailAddress: TextFormat = (value) =>
  emailProblem(value) ??
  (/[<>"(),:;\\]/.test(value)
    ? "is not an e-mail address. Write it like name@example.com."
    : undefined);

export const envName = matching(
  /^[A-Za-z_][A-Za-z0-9_.-]*$/,
  "is not the name of an environment variable. Use letters, digits and underscores, and don't start with a digit.",
);

/** What stands before the keys of an object that are made variables. */
export const envPrefix = matching(
  /^[A-Za-z_][A-Za-z0-9_.-]*$/,
  "can't be the prefix of an environment variable. Use letters, digits and underscores, and don't start with a digit.",
);

export const labelKey = matching(
  /^([a-z0-9]([a-z0-9.-]*[a-z0-9])?\/)?[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/,
  "is not a name with an optional prefix. Write it like example.com/internal.",
);

/** A name of a port, by RFC 6335. */
export const portName = matching(
  /^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/,
  "is not a port name. Use 1 to 15 lower-case letters, digits and inner hyphens, with at least one letter.",
);

export const amountOfPods = matching(
  /^(\d+|\d{1,2}%|100%)$/,
  "is neither a number of pods nor a percentage. Write it like 1 or 25%.",
);

export const cidr: TextFormat = (value) => {
  const [address = "", length = ""] = value.split("/");
  const bits = { 0: undefined, 4: 32, 6: 128 }[ipVersion(address)];
  return bits !== undefined && /^\d{1,3}$/.test(length) && Number(length) <= bits
    ? undefined
    : "is not a network. Write it like 10.0.0.0/8.";
};

export const clusterIp: TextFormat = (value) =>
  value === "None" || ipVersion(value) !== 0
    ? undefined
    : "is not a cluster IP. Write an IP address, or None for a headless Service.";

export const imageTag = matching(
  /^\w[\w.-]{0,127}$/,
  "is not an image tag. Write it like v2.5.0, without the repository and the colon.",
);

export const imageDigest = matching(
  /^sha256:[0-9a-f]{64}$/,
  "is not a digest. Write sha256: and 64 lower-case hexadecimal digits.",
);

export const imageRepository = matching(
  /^[a-z0-9]+([._/-]+[a-z0-9]+)*$/,
  "is not an image repository. Write its path in the registry, such as membership, without the tag.",
);

export const imageRegistry: TextFormat = (value) => {
  const right = "Write it like registry.example.com/formance.";
  if (/^[a-z]+:\/\//i.test(value)) return `has a scheme. ${right}`;
  if (value.endsWith("/")) return `ends with a slash. ${right}`;
  const [, host = "", path = ""] = /^([^/]*)(.*)$/s.exec(value) ?? [];
  if (!/^(\/[a-z0-9._-]+)*$/.test(path)) return `is not an image registry. ${right}`;
  return hostWithPortProblem(host, (ascii) => ascii + path);
};

/** A Postgres database name that can also be in the path of a URL. */
export const databaseName: TextFormat = (value) => {
  if (value === "." || value === "..") {
    return "can't be in a connection URL, where it means a folder. Choose another database name.";
  }
  if (/[/?#]/.test(value)) {
    return "has a /, ? or #, which clients read differently in a connection URL. Choose another database name.";
  }
  const bytes = Buffer.byteLength(value);
  if (bytes > 63) return `is ${bytes} bytes long. Postgres allows at most 63. Shorten it.`;
  return notEmpty(value);
};

export const bcryptHash: TextFormat = (value) => {
  const cost = /^\$2[aby]\$(\d\d)\$[./A-Za-z0-9]{53}$/.exec(value)?.[1];
  if (cost === undefined) {
    return "is not a bcrypt hash. Create one with: htpasswd -nbBC 12 '' PASSWORD, without the leading colon.";
  }
  if (Number(cost) > 31) return "is a bcrypt hash with a cost above 31, the limit. Use 10 to 16.";
  return Number(cost) < 10 ? "is a bcrypt hash with a cost below 10. Use 10 to 16." : undefined;
};

/** A date, or a time in UTC or with an offset, by ISO 8601. */
export const isoTime: TextFormat = (value) =>
  /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/.test(value) &&
  !Number.isNaN(Date.parse(value))
    ? undefined
    : "is not a date. Write it like 2027-01-31, or 2027-01-31T18:00:00Z.";
