import { stackId, uuidV5 } from "../ids";
import { stackStates } from "../choices";
import type { StackSpecification } from "../schema";
import { describeKind, type Entries, type FieldProblem, ifRequired, times } from "./kind";

/** A Kubernetes name, which `<organization>-<stack>` becomes, has at most 63 characters. */
const kubernetesNameLimit = 63;

/** What Membership expects of a stack in each state. */
const expectedStatus = { ACTIVE: "READY", DISABLED: "DISABLED", DELETED: "DELETED" } as const;

/** Stacks, recognized by their name in their organization. */
export const stacks = describeKind<StackSpecification>({
  singular: "stack",
  plural: "stacks",
  key: ["organization_id", "id"],
  name: "name",
  scope: "organization_id",
  derivedId: ({ name }, { uuid, scopeId }) =>
    uuid ? uuidV5(`stack:${scopeId}:${name}`) : stackId(scopeId, name),
  deletedIf: {
    property: "allowDeletion",
    kept: "a stack is deleted only if its entry had allowDeletion",
  },
  check: (entry, entries) => [...checkNameLength(entry, entries), ...checkRegion(entry, entries)],
  leftOut: ({ state }) => (state === "DELETED" ? "it is deleted" : undefined),
  wizard: { only: [] },
  columns: [
    {
      column: "name",
      shape: "text",
      property: "name",
      essential: true,
      wizard: { field: "name" },
    },
    { column: "id", shape: "text", property: "id", essential: true },
    {
      column: "organization_id",
      shape: "text",
      property: "organization",
      refers: "organizations",
      essential: true,
      wizard: { field: "organizationId" },
    },
    {
      column: "region_id",
      shape: "text",
      property: "region",
      refers: "regions",
      essential: true,
      fixed: "a stack can't move; keep its region, or create a stack with another name",
      wizard: { field: "regionId" },
    },
    { column: "version", shape: "text", property: "version", wizard: { field: "version" } },
    { column: "modules", shape: "list", property: "modules", wizard: { field: "modules" } },
    {
      column: "client_secret",
      shape: "text",
      property: "clientSecret",
      secret: true,
      wizard: { field: "clientSecret" },
    },
    {
      column: "stargate_enabled",
      shape: "boolean",
      property: "stargateEnabled",
      initial: false,
      onlyIfRequired: true,
      wizard: { missing: "the wizard's file can't switch Stargate on or off" },
    },
    {
      column: "state",
      shape: "text",
      property: "state",
      choices: stackStates,
      initial: "ACTIVE",
      wizard: { missing: "the wizard's file has no state of a stack" },
    },
    { column: "status", shape: "text", initial: "READY" },
    {
      column: "expected_status",
      shape: "text",
      property: "state",
      value: ({ state }) => state && expectedStatus[state],
      initial: "READY",
      derived: true,
    },
    { column: "last_state_update", shape: "timestamp", initial: "now" },
    { column: "last_status_update", shape: "timestamp", initial: "now" },
    { column: "last_expected_status_update", shape: "timestamp", initial: "now" },
    ifRequired("reachable", "boolean", false),
    ifRequired("synchronised", "boolean", false),
    ifRequired("audit_enabled", "boolean", false),
    ifRequired("metadata", "object", "{}"),
    ...times,
  ],
});

function checkNameLength(
  { id, name, organization }: StackSpecification,
  entries: Entries,
): FieldProblem[] {
  const owner = entries.idOf("organizations", organization);
  if (owner === undefined) return [];
  const full = `${owner}-${id ?? stackId(owner, name)}`;
  if (full.length <= kubernetesNameLimit) return [];
  const message = `the Stack resource ${JSON.stringify(full)} would have ${full.length} characters, more than the ${kubernetesNameLimit} that Kubernetes allows: choose shorter ids`;
  return [{ property: "id", message, acrossEntries: true }];
}

/** A private region takes stacks of its own organization alone. */
function checkRegion(
  { organization, region }: StackSpecification,
  entries: Entries,
): FieldProblem[] {
  const found = entries.entryOf("regions", region);
  if (typeof found?.organization !== "string") return [];
  const owner = entries.entryOf("organizations", organization);
  const regionOwner = entries.entryOf("organizations", found.organization);
  if (owner === undefined || regionOwner === undefined || regionOwner === owner) return [];
  const quote = (value: unknown): string => JSON.stringify(value);
  const message = `region ${quote(found.name)} is private to organization ${quote(regionOwner.name)}: choose a public region or one of organization ${quote(owner.name)}`;
  return [{ property: "region", message, acrossEntries: true }];
}
