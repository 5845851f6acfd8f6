/** The schema that Membership keeps its tables in. */
export const membershipSchema = "membership";

/**
 * The documented tables of Membership, for a database that no Membership image has migrated.
 *
 * Columns are those of the public documentation and of the public API's objects; types and keys are
 * plausible, not the image's own. Safe to run again.
 */
export const documentedTables = `
create schema if not exists membership;

create table if not exists membership.users (
  id text primary key,
  email text not null unique,
  role text not null default 'USER',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table if not exists membership.organizations (
  id text primary key,
  name text not null,
  domain text,
  owner_id text not null references membership.users (id),
  default_policy_id integer,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);

create table if not exists membership.organization_users (
  organization_id text not null references membership.organizations (id) on delete cascade,
  user_id text not null references membership.users (id) on delete cascade,
  role text not null default 'GUEST',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (organization_id, user_id)
);

create table if not exists membership.regions (
  id text primary key,
  name text not null,
  base_url text not null,
  organization_id text references membership.organizations (id),
  creator_id text references membership.users (id),
  active boolean not null default true,
  production boolean not null default true,
  version text,
  last_ping timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null default now()
);

create table if not exists membership.stacks (
  id text not null,
  name text not null,
  organization_id text not null references membership.organizations (id),
  region_id text not null references membership.regions (id),
  version text,
  modules text[] not null default '{}',
  client_secret text not null,
  state text not null,
  status text not null,
  expected_status text not null,
  stargate_enabled boolean not null default false,
  last_state_update timestamptz,
  last_status_update timestamptz,
  last_expected_status_update timestamptz,
  disposable_since timestamptz,
  warned_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (organization_id, id)
);

create table if not exists membership.stack_users (
  organization_id text not null,
  stack_id text not null,
  user_id text not null references membership.users (id) on delete cascade,
  policy_id integer,
  primary key (organization_id, stack_id, user_id),
  foreign key (organization_id, stack_id)
    references membership.stacks (organization_id, id) on delete cascade
);
`;
