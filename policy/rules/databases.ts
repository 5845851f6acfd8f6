import { at, containersOf, listAt, may, nameOf, podOf, type PolicyResource } from "../resource";
import type { ResourceRule } from "../rule";

const verified: readonly unknown[] = ["verify-full", "verify-ca"];
const remedy = "set verify-full, with the certificate authority if it is private";

/** Without certificate verification, anybody on the path reads passwords and rows. */
export const verifiedDatabaseTls: ResourceRule = {
  name: "verified-database-tls",
  description: "Connections to Postgres verify the server's certificate.",
  level: "mandatory",
  check(resource) {
    const mode = modeOf(resource);
    const pod = podOf(resource);
    return [
      ...(may(mode, (value) => value === undefined || verified.includes(value))
        ? []
        : [`connects with the TLS mode ${String(mode)}: ${remedy}.`]),
      ...(pod === undefined ? [] : containersOf(pod).flatMap(envProblems)),
    ];
  },
};

/** The mode where a resource says it of itself. */
function modeOf({ type, inputs }: PolicyResource): unknown {
  if (type === "pulumi:providers:postgresql") return at(inputs, "sslmode") ?? "(none)";
  if (type === "formance-control-plane:index:Database") return at(inputs, "tlsMode");
  return type.endsWith(":MembershipSeed") ? at(inputs, "connection", "tlsMode") : undefined;
}

function envProblems(container: unknown): string[] {
  return listAt(container, "env").flatMap((entry) => {
    const value = at(entry, "value");
    if (typeof value !== "string" || !/^postgres(ql)?:\/\//.test(value)) return [];
    const mode = /[?&]sslmode=([^&]*)/.exec(value)?.[1] ?? "(none)";
    return verified.includes(mode)
      ? []
      : [
          `container ${nameOf(container)} connects by ${nameOf(entry)} with the TLS mode ${mode}: ${remedy}.`,
        ];
  });
}

const kept = ["postgresql:index/database:Database", "postgresql:index/role:Role"];

/** A database that was deleted by a typing error is gone. */
export const protectedDatabases: ResourceRule = {
  name: "protected-databases",
  description: "Databases and their roles are protected from deletion, or kept by a destroy.",
  level: "advisory",
  check: ({ type, protect, retainOnDelete }) =>
    !kept.includes(type) || protect || retainOnDelete === true
      ? []
      : ["can be deleted by an update: set protect to true."],
};
