import { vacantEnding } from "../vacate";

/*
 * The statements of the loop over the kinds in `sql-procedure.ts`: `kind_name` is the kind, `rel`
 * its table.
 */

/** Resolves references and recognizes the rows of one kind that are there. */
export const matchStep = `    -- References to rows of the kinds before, whose ids are known by now.
    update pg_temp.seed_row w
    set given = w.given || (
      select jsonb_object_agg(r.key, other.id)
      from jsonb_each(w.refs) r
      join pg_temp.seed_row other on other.kind = r.value ->> 0 and other.entry = r.value ->> 1
    )
    where w.kind = kind_name and w.refs <> '{}';
    update pg_temp.seed_row w
    set id = w.id::uuid::text
    from pg_temp.seed_column c
    where w.kind = kind_name and c.kind = kind_name and c.name = 'id' and c.type = 'uuid';

    -- Which rows are there: by a given id, else by the name, else by the derived id.
    truncate pg_temp.seed_existing;
    if kind_name = 'members' then
      execute format(
        'update pg_temp.seed_row w set found = true from %s t
         where w.kind = ''members'' and t.organization_id::text = w.given ->> ''organization_id''
           and t.user_id::text = w.given ->> ''user_id''', rel);
    else
      execute format(
        'insert into pg_temp.seed_existing
         select %s, t.id::text, %s from %s t
         where t.id::text in (select w.id from pg_temp.seed_row w where w.kind = $1)
            or %2$s in (select w.name from pg_temp.seed_row w where w.kind = $1)',
        case kind_name when 'stacks' then 't.organization_id::text' else '''''' end,
        case kind_name when 'users' then 'lower(t.email::text)' else 't.name::text' end,
        rel) using kind_name;
      analyze pg_temp.seed_existing;
      update pg_temp.seed_row w
      set scope = case kind_name when 'stacks' then w.given ->> 'organization_id' else '' end
      where w.kind = kind_name;
      select string_agg(format('%s.id: %s exists with the id %s, not %s: leave the id out or give the existing one',
        w.path, to_jsonb(w.name), to_jsonb(e.id), to_jsonb(w.id)), E'\\n' order by w.position) into problems
      from pg_temp.seed_row w
      join pg_temp.seed_existing e on e.scope = w.scope and e.name = w.name and e.id <> w.id
      where w.kind = kind_name and w.id_given
        and not exists (
          select from pg_temp.seed_existing own
          where own.scope = w.scope and own.name = w.name and own.id = w.id
        )
        -- A namesake that another entry means by its id gets another name.
        and not exists (
          select from pg_temp.seed_row o
          where o.kind = kind_name and o.id_given and o.scope = e.scope and o.id = e.id
        );
      if problems is not null then
        raise exception '%', problems;
      end if;
      select string_agg(format('%s.id: %s existing %s are called %s: give the id of the one that is meant',
        m.path, m.namesakes, kind_name, to_jsonb(m.name)), E'\\n') into problems
      from (
        select w.path, w.name, count(*) as namesakes
        from pg_temp.seed_row w
        join pg_temp.seed_existing e on e.scope = w.scope and e.name = w.name
        where w.kind = kind_name and not w.id_given
        group by w.path, w.name, w.id
        having count(*) > 1 and not bool_or(e.id = w.id)
      ) m;
      if problems is not null then
        raise exception '%', problems;
      end if;
      update pg_temp.seed_row w
      set found = true, id = m.id
      from (
        select distinct on (c.position) c.position, c.id
        from (
          select w2.position, e.id, e.name = w2.name as by_name, true as by_id
          from pg_temp.seed_row w2
          join pg_temp.seed_existing e on e.scope = w2.scope and e.id = w2.id
          where w2.kind = kind_name
          union all
          select w2.position, e.id, true, e.id = w2.id
          from pg_temp.seed_row w2
          join pg_temp.seed_existing e on e.scope = w2.scope and e.name = w2.name
          where w2.kind = kind_name and not w2.id_given
        ) c
        order by c.position, c.by_name desc, c.by_id desc
      ) m
      where w.kind = kind_name and w.position = m.position;
      select string_agg(format('%s mean the same row, id %s: give ids', m.paths, to_jsonb(m.id)), E'\\n') into problems
      from (
        select string_agg(w.path, ' and ' order by w.position) as paths, w.id
        from pg_temp.seed_row w
        where w.kind = kind_name
        group by w.scope, w.id
        having count(*) > 1
      ) m;
      if problems is not null then
        raise exception '%', problems;
      end if;
    end if;
    -- Who is found decides how the statements below are planned.
    analyze pg_temp.seed_row;`;

/** Refuses what can't be changed. */
export const checkStep = `    if kind_name = 'stacks' then
      execute format(
        'select string_agg(w.path || ''.region'', '', '' order by w.position) from pg_temp.seed_row w
         join %s t on t.organization_id::text = w.scope and t.id::text = w.id
         where w.kind = ''stacks'' and w.found and t.region_id::text <> w.given ->> ''region_id''', rel)
      into problems;
      if problems is not null then
        raise exception '%: a stack can''t move to another region; keep its region, or make a stack with another name', problems;
      end if;
    end if;`;

/** Empties the unique values that rows of one kind pass on to each other. */
export const vacateStep = `    -- Unique values that pass from row to row: their holders let go of them first, since
    -- Postgres looks at them row by row.
    for vacant in
      select c.name, c.column_name,
        case when c.required or c.has_default
          then format('(t.id::text || ''${vacantEnding}'')::%s', c.type)
          else 'null'
        end as value
      from pg_temp.seed_column c
      where c.kind = kind_name and c.kind <> 'members' and c.contested
        and (not (c.required or c.has_default) or (c.category = 'S' and not c.refers))
    loop
      execute format(
        'update %1$s t set %2$s = %3$s from pg_temp.seed_row w
         where w.kind = %4$L and w.found and w.given ? %5$L and t.id::text = w.id
           and (w.kind <> ''stacks'' or t.%6$I::text = w.scope)
           and lower(t.%2$s::text) <> lower(w.given ->> %5$L)
           and lower(t.%2$s::text) in (
             select lower(o.given ->> %5$L) from pg_temp.seed_row o where o.kind = %4$L
           )',
        rel, vacant.column_name, vacant.value, kind_name, vacant.name,
        case kind_name when 'stacks' then 'organization_id' else 'id' end);
    end loop;`;

/** Inserts the rows of one kind that are not there. */
export const insertStep = `    -- New rows: what is given, the first values of what is left open, and the time.
    update pg_temp.seed_row w
    set given = coalesce((
        select jsonb_object_agg(c.name, c.initial)
        from pg_temp.seed_column c
        where c.kind = kind_name and c.initial is not null
          and (not c.only_if_required or (c.required and not c.has_default))
          and (c.category <> 'E' or exists (
            select from pg_enum e where e.enumtypid = c.type_oid and e.enumlabel = c.initial
          ))
      ), '{}') || w.given || case kind_name when 'members' then '{}' else jsonb_build_object('id', w.id) end
    where w.kind = kind_name and not w.found;
    with filled as (
      select c.column_name, c.position, case
        when c.timed then 'now()'
        when c.default_expression is null then v.value
        else format('coalesce(%s, %s)', v.value, c.default_expression)
      end as expression
      from pg_temp.seed_column c
      cross join lateral (select case
        when c.shape <> 'list' then format('(w.given ->> %L)::%s', c.name, c.type)
        when c.category <> 'A' then format('(w.given -> %L)::%s', c.name, c.type)
        else format('case when w.given ? %1$L then array(select jsonb_array_elements_text(w.given -> %1$L)) end::%2$s', c.name, c.type)
      end) as v (value)
      where c.kind = kind_name
        and (c.timed or exists (
          select from pg_temp.seed_row w where w.kind = kind_name and not w.found and w.given ? c.name
        ))
    )
    select string_agg(column_name, ', ' order by position), string_agg(expression, ', ' order by position)
    into columns, expressions
    from filled;
    if exists (select from pg_temp.seed_row w where w.kind = kind_name and not w.found) then
      execute format(
        'insert into %s (%s) select %s from pg_temp.seed_row w where w.kind = %L and not w.found order by w.position',
        rel, columns, expressions, kind_name);
    end if;`;

/** Updates the rows of one kind that differ. */
export const updateStep = `    -- Existing rows: only columns that are given and differ; an equal row is not written.
    with given as (
      select c.*, format('w.given ? %L', c.name) as stated, case
        when c.caseless then format('lower(t.%s::text) is distinct from lower(w.given ->> %L)', c.column_name, c.name)
        when c.shape = 'list' then format(
          '(t.%1$s is null or array(select jsonb_array_elements_text(to_jsonb(t.%1$s)) order by 1) <> array(select jsonb_array_elements_text(w.given -> %2$L) order by 1))',
          c.column_name, c.name)
        else format('t.%s::text is distinct from (w.given ->> %L)::%s::text', c.column_name, c.name, c.type)
      end as differs, case
        when c.shape <> 'list' then format('(w.given ->> %L)::%s', c.name, c.type)
        when c.category <> 'A' then format('(w.given -> %L)::%s', c.name, c.type)
        else format('array(select jsonb_array_elements_text(w.given -> %L))::%s', c.name, c.type)
      end as value
      from pg_temp.seed_column c
      where c.kind = kind_name
        and exists (
          select from pg_temp.seed_row w where w.kind = kind_name and w.found and w.given ? c.name
        )
    )
    select
      string_agg(format('%1$s = case when %2$s and %3$s then %4$s else t.%1$s end',
        column_name, stated, differs, value), ', '),
      string_agg(format('(%s and %s)', stated, differs), ' or ')
    into assignments, differences
    from given;
    continue when differences is null;
    select coalesce(string_agg(', ' || c.column_name || ' = now()', ''), '') into columns
    from pg_temp.seed_column c
    where c.kind = kind_name and c.touched;
    execute format(
      'with written as (
         update %s t set %s%s from pg_temp.seed_row w
         where w.kind = %L and w.found and %s and (%s)
         returning w.position
       )
       update pg_temp.seed_row w set changed = true from written
       where w.kind = %4$L and w.position = written.position',
      rel, assignments, columns, kind_name,
      case kind_name
        when 'members' then
          't.organization_id::text = w.given ->> ''organization_id'' and t.user_id::text = w.given ->> ''user_id'''
        when 'stacks' then 't.organization_id::text = w.scope and t.id::text = w.id'
        else 't.id::text = w.id'
      end, differences);`;
