import type { Kind, Value } from "./rows";

/** What kind of column type a value needs. */
export type Shape = "text" | "boolean" | "integer" | "list" | "object" | "timestamp";

/** What is known of a column of Membership's tables. */
export interface ColumnRule {
  readonly column: string;
  readonly shape: Shape;
  /** Name of the field in the specification; none when the specification has no such field. */
  readonly property?: string;
  /** Without it the table isn't Membership's. */
  readonly essential?: boolean;
  /** Written when a row is created and the specification leaves it open; `now` for a timestamp. */
  readonly initial?: Value;
  /** Whether `initial` is written only where the column must have a value and has no default. */
  readonly onlyIfRequired?: boolean;
  /** Set to the time of each change. */
  readonly touched?: boolean;
  /** Compared without regard to case. */
  readonly caseless?: boolean;
  /** Never shown. */
  readonly secret?: boolean;
}

/** What is known of one table. */
export interface TableRule {
  /** The columns that identify a row. */
  readonly key: readonly [string] | readonly [string, string];
  readonly columns: readonly ColumnRule[];
}

const createdAt: ColumnRule = { column: "created_at", shape: "timestamp", initial: "now" };
const updatedAt: ColumnRule = {
  column: "updated_at",
  shape: "timestamp",
  initial: "now",
  touched: true,
};

function essential(column: string, property: string): ColumnRule {
  return { column, shape: "text", property, essential: true };
}

function ifRequired(column: string, shape: Shape, initial: Value): ColumnRule {
  return { column, shape, initial, onlyIfRequired: true };
}

/** The columns of the documented tables and of the public API's objects. */
export const tables: Readonly<Record<Kind, TableRule>> = {
  users: {
    key: ["id"],
    columns: [
      essential("id", "id"),
      { ...essential("email", "email"), caseless: true },
      { column: "role", shape: "text", property: "role", initial: "USER" },
      createdAt,
      updatedAt,
    ],
  },
  organizations: {
    key: ["id"],
    columns: [
      essential("id", "id"),
      essential("name", "name"),
      essential("owner_id", "owner"),
      { column: "domain", shape: "text", property: "domain" },
      { column: "default_policy_id", shape: "integer", property: "defaultPolicyId" },
      createdAt,
      updatedAt,
    ],
  },
  members: {
    key: ["organization_id", "user_id"],
    columns: [
      essential("organization_id", "organization"),
      essential("user_id", "user"),
      { column: "role", shape: "text", property: "role", initial: "GUEST" },
      { column: "policy_id", shape: "integer", property: "policyId" },
      createdAt,
      updatedAt,
    ],
  },
  regions: {
    key: ["id"],
    columns: [
      essential("id", "id"),
      essential("name", "name"),
      essential("base_url", "baseUrl"),
      { column: "organization_id", shape: "text", property: "organization" },
      { column: "creator_id", shape: "text", property: "creator" },
      { column: "active", shape: "boolean", property: "active" },
      { column: "production", shape: "boolean", property: "production" },
      ifRequired("outdated", "boolean", false),
      createdAt,
      updatedAt,
    ],
  },
  stacks: {
    key: ["organization_id", "id"],
    columns: [
      essential("id", "id"),
      essential("name", "name"),
      essential("organization_id", "organization"),
      essential("region_id", "region"),
      { column: "version", shape: "text", property: "version" },
      { column: "modules", shape: "list", property: "modules" },
      { column: "client_secret", shape: "text", property: "clientSecret", secret: true },
      { ...ifRequired("stargate_enabled", "boolean", false), property: "stargateEnabled" },
      { column: "state", shape: "text", property: "state", initial: "ACTIVE" },
      { column: "status", shape: "text", initial: "READY" },
      { column: "expected_status", shape: "text", property: "state", initial: "READY" },
      { column: "last_state_update", shape: "timestamp", initial: "now" },
      { column: "last_status_update", shape: "timestamp", initial: "now" },
      { column: "last_expected_status_update", shape: "timestamp", initial: "now" },
      ifRequired("reachable", "boolean", false),
      ifRequired("synchronised", "boolean", false),
      ifRequired("audit_enabled", "boolean", false),
      ifRequired("metadata", "object", "{}"),
      createdAt,
      updatedAt,
    ],
  },
};

/** The rule of a column, if it is known. */
export function ruleOf(kind: Kind, column: string): ColumnRule | undefined {
  return tables[kind].columns.find((rule) => rule.column === column);
}

/** One row's key as one text, as the state remembers it. */
export function keyOf(kind: Kind, values: Readonly<Record<string, Value>>): string {
  return tables[kind].key.map((column) => String(values[column] ?? null)).join("/");
}
