import { counted } from "../messages/counted";
import type { KindTables, Queryable } from "./catalog";
import { firstFew } from "./first-few";
import { groupBy } from "./group-by";
import { type WithDomain, withDomains } from "./joiners";
import type { Current } from "./load";
import type { SeedPlan } from "./plan-types";
import type { Desired } from "./resolve";
import { fieldPath } from "./rows";
import { tableName } from "./sql/identifiers";

/** An organization that has the domain of another one, and may be in the database alone. */
interface Holder {
  readonly label: string;
  readonly domain: string;
  readonly own?: WithDomain;
}

/** Domains of several organizations: nobody knows which one their users join. */
export async function warnOfSharedDomains(
  client: Queryable,
  schema: string,
  found: KindTables,
  { desired, current, plan }: Planned,
): Promise<string[]> {
  const own = withDomains(desired, current, plan).map((each): Holder => {
    return { label: each.row.label, domain: each.domain, own: each };
  });
  const others = await otherHolders(client, schema, found, plan);
  const groups = groupBy([...others, ...own], ({ domain }) => domain.toLowerCase());
  const warnings = [...groups].flatMap(([domain, holders]) => {
    const { own: last } = holders.at(-1) ?? {};
    if (holders.length < 2 || last === undefined) return [];
    const [first = "", second = "", ...rest] = holders.map(({ label }) => label);
    const who =
      rest.length === 0 ? `${first} and ${second}` : `${first}, ${second} and ${rest.length} more`;
    return [
      `organizations ${who} have the domain ${domain}, and which of them its users join isn't documented: give each its own ${fieldPath(last.row, "domain")}`,
    ];
  });
  return firstFew(warnings, (rest) =>
    counted(
      rest,
      "more domain is that of several organizations",
      "more domains are those of several organizations",
    ),
  );
}

/** What is planned, and from which rows. */
interface Planned {
  readonly desired: Desired;
  readonly current: Current;
  readonly plan: SeedPlan;
}

/** Organizations of no entry that have a domain which the plan writes. */
async function otherHolders(
  client: Queryable,
  schema: string,
  { organizations: table }: KindTables,
  { kinds, ids }: SeedPlan,
): Promise<Holder[]> {
  const { creates, updates, deletes } = kinds.organizations;
  const written = [
    ...creates.map(({ values }) => values.domain),
    ...updates.map(({ changes }) => changes.domain?.to),
  ].filter((domain) => typeof domain === "string");
  if (table?.columns.has("domain") !== true || written.length === 0) return [];
  const known = new Set([...ids.organizations, ...deletes.map(({ key }) => String(key.id))]);
  const { rows } = await client.query(
    `select id::text, name::text, domain::text from ${tableName(schema, table)} where lower(domain::text) = any($1) order by name`,
    [written.map((domain) => domain.toLowerCase())],
  );
  return (rows as { id: string; name: string; domain: string }[])
    .filter(({ id }) => !known.has(id))
    .map(({ name, domain }) => ({ label: name, domain }));
}
