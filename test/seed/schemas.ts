import { documentedTables } from "../../sandbox/servers/postgres/membership-tables";
import type { SeedSpecification } from "../../seed/schema";

/** The documented tables. */
export const documented = documentedTables;

/** An older release: no domain, no roles, no private regions, no modules, no members' role. */
export const older = `
create schema membership;
create table membership.users (id text primary key, email text not null);
create table membership.organizations (
  id text primary key,
  name text not null,
  owner_id text not null references membership.users (id)
);
create table membership.users_organizations (
  user_id text references membership.users (id),
  organization_id text references membership.organizations (id),
  primary key (user_id, organization_id)
);
create table membership.regions (
  id text primary key,
  name text not null,
  base_url text not null,
  creator_id text references membership.users (id),
  created_at timestamp not null,
  production boolean not null,
  active boolean not null
);
create table membership.stacks (
  id text primary key,
  name text not null,
  organization_id text not null references membership.organizations (id),
  region_id text not null references membership.regions (id),
  client_secret text not null,
  created_at timestamp not null,
  updated_at timestamp not null,
  state text not null,
  status text not null
);
`;

/** A newer release: more columns, some that must have a value and have a default. */
export const newer = `${documentedTables}
alter table membership.users add column locale text not null default 'en';
alter table membership.users add column settings jsonb not null default '{}';
alter table membership.organizations add column number bigint generated always as identity;
alter table membership.organizations add column slug text generated always as (lower(name)) stored;
alter table membership.organization_users add column policy_id integer default 7;
alter table membership.organization_users alter column role drop not null;
alter table membership.regions add column outdated boolean not null;
alter table membership.stacks add column reachable boolean not null;
alter table membership.stacks add column synchronised boolean not null;
alter table membership.stacks add column metadata jsonb not null;
alter table membership.stacks alter column modules drop default;
alter table membership.stacks alter column modules type jsonb using to_jsonb(modules);
alter table membership.stacks alter column modules set default '[]';
alter table membership.stacks add column uri text;
`;

/** A release that lets no name, address or domain be used twice, in every kind of unique index. */
export const strict = `${documentedTables}
create unique index on membership.users (lower(email));
alter table membership.organizations add unique (name);
create unique index on membership.organizations (domain) where domain is not null;
alter table membership.regions add unique (name), add unique (base_url);
alter table membership.stacks add unique (organization_id, name);
create unique index on membership.stacks (id, lower(name));
`;

/** A release with a column that nobody here knows and that must have a value. */
export const hostile = `${documentedTables}
alter table membership.organizations add column billing_account text not null;
`;

/** Ids and client secrets of stacks as uuid. */
export const uuidStacks = documentedTables
  .replace(/(stacks \(\n  id) text/, "$1 uuid")
  .replace("stack_id text", "stack_id uuid")
  .replace("client_secret text", "client_secret uuid");

/** A specification for {@link uuidStacks}: one id is derived, one is given. */
export const uuidSpecification: SeedSpecification = {
  users: [{ email: "alice@example.com" }],
  organizations: [{ name: "Acme", owner: "alice@example.com" }],
  regions: [{ name: "eu-1", baseUrl: "https://eu-1.example.com" }],
  stacks: [
    {
      name: "demo",
      organization: "Acme",
      region: "eu-1",
      clientSecret: "0B6F5B4E-8B7C-4D5E-9F10-0123456789AB",
    },
    {
      name: "main",
      id: "7d2f0f2a-7b1c-4b5d-9e39-0123456789ab",
      organization: "Acme",
      region: "eu-1",
      clientSecret: "1c7f5b4e-8b7c-4d5e-9f10-0123456789ab",
    },
  ],
};

/** Ids as uuid, roles and states as enumerations, limited lengths, a domain, citext-like checks. */
export const typed = `
create schema membership;
create type membership.system_role as enum ('USER', 'SYSTEM');
create type membership."Stack State" as enum ('ACTIVE', 'DISABLED', 'DELETED');
create domain membership.web_url as varchar(60) check (value like 'http%');
create table membership.users (
  id uuid primary key default gen_random_uuid(),
  email varchar(80) not null unique,
  role membership.system_role not null default 'USER'
);
create table membership.organizations (
  id uuid primary key,
  name varchar(80) not null,
  domain varchar(80),
  owner_id uuid not null references membership.users (id),
  default_policy_id bigint
);
create table membership.members (
  id serial primary key,
  organization_id uuid not null references membership.organizations (id),
  user_id uuid not null references membership.users (id),
  role varchar(20) not null,
  unique (organization_id, user_id)
);
create table membership.regions (
  id uuid primary key,
  name varchar(80) not null,
  base_url membership.web_url not null,
  organization_id uuid references membership.organizations (id),
  creator_id uuid references membership.users (id),
  active boolean not null,
  production boolean not null,
  created_at timestamptz not null
);
create table membership.stacks (
  id varchar(40) not null,
  name text not null,
  organization_id uuid not null references membership.organizations (id),
  region_id uuid not null references membership.regions (id),
  version text,
  modules varchar(40)[],
  client_secret text not null,
  state membership."Stack State" not null,
  status text not null,
  expected_status text not null,
  stargate_enabled boolean not null,
  primary key (organization_id, id)
);
`;
