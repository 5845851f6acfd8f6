/** Server, rights and schema at a glance: one row. */
export const serverSql = `
select
  current_setting('server_version_num')::int as version,
  pg_catalog.pg_is_in_recovery() or current_setting('transaction_read_only')::bool as read_only,
  current_user::text as role,
  n.oid is not null as schema_exists,
  coalesce(pg_catalog.has_schema_privilege(n.oid, 'usage'), false) as schema_usable
from (select 1) as one
left join pg_catalog.pg_namespace n
  on n.nspname = $1
`;

/** Every column of the schema's tables, with what a writer has to know of it. */
export const columnsSql = `
select
  c.relname::text as "table",
  a.attname::text as "column",
  pg_catalog.format_type(b.oid, -1) as type,
  b.typcategory::text as category,
  a.attnotnull or t.typnotnull as required,
  a.attgenerated <> '' or a.attidentity = 'a' as generated,
  a.attgenerated <> '' or a.attidentity <> '' or a.atthasdef or t.typdefault is not null
    as has_default,
  pg_catalog.pg_get_expr(d.adbin, d.adrelid) as default_expression,
  array(
    select e.enumlabel::text
    from pg_catalog.pg_enum e
    where e.enumtypid = b.oid
    order by e.enumsortorder
  ) as labels,
  exists (
    select 1
    from pg_catalog.pg_index i
    where i.indrelid = c.oid
      and i.indisunique
      and not i.indisprimary
      and i.indimmediate
      and (a.attnum = any (i.indkey::smallint[]) or exists (
        select 1
        from pg_catalog.pg_depend p
        where p.classid = 'pg_catalog.pg_class'::regclass
          and p.objid = i.indexrelid
          and p.refclassid = 'pg_catalog.pg_class'::regclass
          and p.refobjid = c.oid
          and p.refobjsubid = a.attnum
      ))
  ) as contested,
  pg_catalog.has_table_privilege(c.oid, 'select') as can_select,
  pg_catalog.has_table_privilege(c.oid, 'insert') as can_insert,
  pg_catalog.has_table_privilege(c.oid, 'update') as can_update,
  pg_catalog.has_table_privilege(c.oid, 'delete') as can_delete,
  c.relhasrules or exists (
    select 1
    from pg_catalog.pg_trigger g
    where g.tgrelid = c.oid
      and not g.tgisinternal
  ) as scripted
from pg_catalog.pg_class c
join pg_catalog.pg_namespace n
  on n.oid = c.relnamespace
join pg_catalog.pg_attribute a
  on a.attrelid = c.oid
join pg_catalog.pg_type t
  on t.oid = a.atttypid
join pg_catalog.pg_type b
  on b.oid = coalesce(nullif(t.typbasetype, 0), t.oid)
left join pg_catalog.pg_attrdef d
  on d.adrelid = c.oid
  and d.adnum = a.attnum
where n.nspname = $1
  and c.relkind in ('r', 'p')
  and a.attnum > 0
  and not a.attisdropped
order by c.relname, a.attnum
`;

/** The sets of columns that are unique in each table of the schema. */
export const uniqueSql = `
select
  c.relname::text as "table",
  array(
    select a.attname::text
    from pg_catalog.unnest(i.indkey::smallint[]) with ordinality as k (attnum, position)
    join pg_catalog.pg_attribute a
      on a.attrelid = c.oid
      and a.attnum = k.attnum
    where k.position <= i.indnkeyatts
    order by k.position
  ) as columns
from pg_catalog.pg_index i
join pg_catalog.pg_class c
  on c.oid = i.indrelid
join pg_catalog.pg_namespace n
  on n.oid = c.relnamespace
where n.nspname = $1
  and i.indisunique
  and i.indisvalid
  and i.indimmediate
  and i.indpred is null
  and i.indexprs is null
order by c.relname, columns
`;
