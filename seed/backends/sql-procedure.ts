import { escapeLiteral } from "pg";
import { likelyNames } from "../members-table";
import { kinds } from "../rows";
import { checkStep, insertStep, matchStep, updateStep, vacateStep } from "./sql-steps";

/**
 * The part of a SQL file that is the same for every specification: it looks at the tables that are
 * there, recognizes existing rows, and writes what differs. It reads the temporary tables
 * `seed_row` (what is wanted) and `seed_rule` (what is known of the columns).
 */
export function procedureSql(schema: string): string {
  return `do $procedure$
declare
  target_schema constant text := ${escapeLiteral(schema)};
  kinds constant text[] := array[${kinds.map((kind) => `'${kind}'`).join(", ")}];
  members regclass;
  pattern text;
  kind_name text;
  rel regclass;
  problems text;
  columns text;
  expressions text;
  assignments text;
  differences text;
  count_found bigint;
  id_case integer;
  vacant record;
begin
  if pg_is_in_recovery() then
    raise exception 'this server is a replica: run the file on the primary server';
  end if;

${tablesStep}

${columnsStep}

  foreach kind_name in array kinds loop
    select t.rel into rel from pg_temp.seed_table t where t.kind = kind_name;
    continue when rel is null;

${matchStep}

${checkStep}

${vacateStep}

${insertStep}

${updateStep}
  end loop;
end
$procedure$;`;
}

const tablesStep = `  -- The tables. That of the members has no documented name: it pairs organizations with users.
  foreach pattern in array array[${[...likelyNames.map(({ source }) => source), ""].map(escapeLiteral).join(", ")}] loop
    select count(*), min(c.oid)::regclass into count_found, members
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = target_schema
      and c.relkind in ('r', 'p')
      and c.relname ~ pattern
      and not exists (
        select from pg_attribute a
        where a.attrelid = c.oid and a.attname = 'stack_id' and not a.attisdropped
      )
      and exists (
        select from pg_index i
        where i.indrelid = c.oid and i.indisunique and i.indisvalid and i.indimmediate
          and i.indpred is null and i.indexprs is null and i.indnkeyatts = 2
          and array(
            select a.attname::text
            from unnest(i.indkey::smallint[]) with ordinality as k (attnum, position)
            join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
            where k.position <= 2
            order by 1
          ) = array['organization_id', 'user_id']
      );
    exit when count_found = 1;
  end loop;
  create temporary table seed_table on commit drop as
  select k.kind,
    case k.kind
      when 'members' then case when count_found = 1 then members end
      else to_regclass(format('%I.%I', target_schema, k.kind))
    end as rel
  from unnest(kinds) as k (kind)
  where exists (select from pg_temp.seed_row w where w.kind = k.kind);
  select string_agg(format('%I.%I', target_schema, t.kind), ', ') into problems
  from pg_temp.seed_table t
  where t.rel is null and t.kind <> 'members';
  if problems is not null then
    raise exception 'no table %: run Membership''s migrations first, and check the schema''s name', problems;
  end if;
  -- Only the owners' own rows are dispensable: nobody asked for them.
  select string_agg(w.path, ', ' order by w.position) into problems
  from pg_temp.seed_row w
  join pg_temp.seed_table t on t.kind = w.kind and t.rel is null
  where w.path not like '%.owner';
  if problems is not null then
    raise exception '%: schema % has no table for members', problems, target_schema;
  end if;`;

const columnsStep = `  -- The columns that are known and that are there.
  create temporary table seed_column on commit drop as
  select r.*,
    quote_ident(r.name) as column_name,
    format_type(b.oid, -1) as type,
    b.typcategory::text as category,
    b.oid as type_oid,
    a.attnotnull or t.typnotnull as required,
    a.attgenerated <> '' or a.attidentity <> '' or a.atthasdef or t.typdefault is not null as has_default,
    r.name like '%\_id' as refers,
    exists (
      select from pg_index i
      where i.indrelid = s.rel and i.indisunique and not i.indisprimary and i.indimmediate
        and (a.attnum = any (i.indkey::smallint[]) or exists (
          select from pg_depend p
          where p.classid = 'pg_class'::regclass and p.objid = i.indexrelid
            and p.refclassid = 'pg_class'::regclass and p.refobjid = s.rel and p.refobjsubid = a.attnum
        ))
    ) as contested,
    case when a.attgenerated = '' then pg_get_expr(d.adbin, d.adrelid) end as default_expression
  from pg_temp.seed_rule r
  join pg_temp.seed_table s on s.kind = r.kind
  join pg_attribute a on a.attrelid = s.rel and a.attname = r.name and not a.attisdropped
  join pg_type t on t.oid = a.atttypid
  join pg_type b on b.oid = coalesce(nullif(t.typbasetype, 0), t.oid)
  left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
  where a.attgenerated = '' and a.attidentity <> 'a';
  select string_agg(format('%s.%I', s.rel, r.name), ', ') into problems
  from pg_temp.seed_rule r
  join pg_temp.seed_table s on s.kind = r.kind and s.rel is not null
  where r.essential
    and not exists (select from pg_temp.seed_column c where c.kind = r.kind and c.name = r.name);
  if problems is not null then
    raise exception 'no column %: run Membership''s migrations first', problems;
  end if;
  -- Derived ids are UUIDs where the columns are: the file has them for every case.
  select 1 + (select count(*) from pg_temp.seed_column c
      where c.kind = 'organizations' and c.name = 'id' and c.type = 'uuid')
    + 2 * (select count(*) from pg_temp.seed_column c
      where c.kind = 'stacks' and c.name = 'id' and c.type = 'uuid')
  into id_case;
  update pg_temp.seed_row w set id = w.ids[id_case] where w.ids is not null;
  -- Said without the value, which may be a secret.
  select string_agg(format('%s.%s: column %I of %s takes only a UUID', w.path, c.name, c.name, w.kind), E'\\n' order by w.position)
  into problems
  from pg_temp.seed_row w
  join pg_temp.seed_column c on c.kind = w.kind and c.type = 'uuid'
  where case c.name when 'id' then w.id else w.given ->> c.name end
    !~* '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$';
  if problems is not null then
    raise exception '%', problems;
  end if;
  select string_agg(w.path || '.role', ', ' order by w.position) into problems
  from pg_temp.seed_row w
  where w.kind = 'members' and w.path not like '%.owner'
    and w.given ? 'role' and not w.given ? 'policy_id'
    and exists (select from pg_temp.seed_column c where c.kind = 'members' and c.name = 'policy_id')
    and not exists (select from pg_temp.seed_column c where c.kind = 'members' and c.name = 'role');
  if problems is not null then
    raise exception '%: this database keeps a policy for each member, not a role: give policyId', problems;
  end if;
  for problems in
    select format('%s of %s: no such column, not written', g.name, w.kind)
    from pg_temp.seed_row w
    join pg_temp.seed_table s on s.kind = w.kind and s.rel is not null
    cross join jsonb_object_keys(w.given) as g (name)
    where g.name not in ('active', 'production', 'expected_status') and w.path not like '%.owner'
      and not exists (select from pg_temp.seed_column c where c.kind = w.kind and c.name = g.name)
    group by g.name, w.kind
  loop
    raise notice '%', problems;
  end loop;`;
