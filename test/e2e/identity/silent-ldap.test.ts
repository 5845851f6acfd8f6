import assert from "node:assert/strict";
import type { DexConnector } from "../../../dex/document";
import type { PlainMap } from "../../../dex/merge";
import type { Dex } from "../../../sandbox/servers/dex";
import { findFreePort } from "../../../sandbox/servers/free-port";
import { withDefaults } from "../../../dex/connectors/settings";
import { rightFilters, wrongFilters } from "../../dex/connectors/cases/silent-settings";
import { wrongUsernames } from "../../dex/connectors/cases/silent-attributes";
import { logIn } from "../support/login";
import { keepServers } from "../support/servers";
import { startTestDex } from "./dex-for-tests";
import { BASE_DN, PASSWORD, READER, startDirectory } from "./directory";

const people = {
  baseDN: `ou=people,${BASE_DN}`,
  username: "uid",
  idAttr: "uid",
  emailAttr: "mail",
};
const groups = { baseDN: `ou=groups,${BASE_DN}`, nameAttr: "cn" };
const members = [{ userAttr: "DN", groupAttr: "member" }];

/** A connector, and what becomes of Ada's login there. */
interface Case {
  readonly name: string;
  readonly user: PlainMap;
  readonly group?: PlainMap;
  /** Claims that the token has; nothing where the login fails. */
  readonly claims?: Readonly<Record<string, unknown>>;
}

const both = ["finance", "operations"];
const withMatchers = { userMatchers: members };

/** What the rules refuse, each beside what they name as right. */
const cases: readonly Case[] = [
  ...wrongFilters.map((filter) => ({ name: `the filter ${filter}`, user: { filter } })),
  // Each of these is read; those that fit nobody say so, and the search is made.
  ...rightFilters.slice(0, 4).map((filter) => ({
    name: `the filter ${filter}`,
    user: { filter },
    claims: { email: "ada@example.com" },
  })),
  ...wrongUsernames.map((username) => ({ name: `the user name ${username}`, user: { username } })),
  {
    name: "a user name by its number",
    user: { username: "0.9.2342.19200300.100.1.1" },
    claims: { email: "ada@example.com" },
  },
  { name: "an attribute that is none", user: { idAttr: "uid,cn" } },
  {
    name: "an attribute for the address beside a suffix",
    user: { nameAttr: "uid", emailAttr: "cn", emailSuffix: "example.org" },
    claims: { email: "ada@example.org" },
  },
  {
    name: "a group's attribute with a condition",
    user: {},
    group: { ...groups, userMatchers: [{ userAttr: "DN", groupAttr: "member=" }] },
    claims: { groups: undefined },
  },
  { name: "an attribute in capital letters", user: { idAttr: "UID" } },
  {
    name: "the same attribute as directories spell it",
    user: { idAttr: "uid" },
    claims: { email: "ada@example.com" },
  },
  {
    name: "an e-mail suffix with its @",
    user: { nameAttr: "uid", emailSuffix: "@example.com" },
    claims: { email: "ada@@example.com" },
  },
  {
    name: "an e-mail suffix",
    user: { nameAttr: "uid", emailSuffix: "example.com" },
    claims: { email: "ada@example.com" },
  },
  {
    name: "an e-mail suffix without a name",
    user: { emailSuffix: "example.com" },
    claims: { email: "@example.com" },
  },
  {
    name: "groups without matchers",
    user: {},
    group: groups,
    claims: { groups: undefined },
  },
  {
    name: "groups with matchers",
    user: {},
    group: { ...groups, ...withMatchers },
    claims: { groups: both },
  },
  {
    name: "a matcher in other letters",
    user: {},
    group: { ...groups, userMatchers: [{ userAttr: "entrydn", groupAttr: "member" }] },
    claims: { groups: undefined },
  },
  {
    name: "the same matcher as directories spell it",
    user: {},
    group: { ...groups, userMatchers: [{ userAttr: "entryDN", groupAttr: "member" }] },
    claims: { groups: both },
  },
  {
    name: "a filter of groups without parentheses",
    user: {},
    group: { ...groups, ...withMatchers, filter: "objectClass=groupOfNames" },
  },
];

describe("what Dex takes in silence, shown by logins at a real OpenLDAP", function () {
  this.timeout(180_000);
  const servers = keepServers();
  let dex: Dex;

  before(async function () {
    // On a new machine Dex is built and OpenLDAP downloaded first.
    this.timeout(1_200_000);
    const slapd = servers.keep("slapd", await startDirectory());
    const shared = {
      host: `127.0.0.1:${slapd.port}`,
      insecureNoSSL: true,
      bindDN: READER.dn,
      bindPW: READER.password,
    };
    const connectors: DexConnector[] = cases.map(({ name, user, group }, index) => ({
      type: "ldap",
      id: `c${index}`,
      name,
      config: {
        ...shared,
        userSearch: { ...people, ...user },
        ...(group === undefined ? {} : { groupSearch: group }),
      },
    }));
    const bare: PlainMap = {
      ...shared,
      userSearch: { baseDN: people.baseDN, username: "uid" },
    };
    const defaults = [
      { id: "bare", config: bare },
      { id: "completed", config: withDefaults("ldap", bare) },
    ].map((connector) => ({ type: "ldap", name: connector.id, ...connector }));
    dex = servers.keep(
      "Dex",
      await startTestDex({ port: await findFreePort(), connectors: [...connectors, ...defaults] }),
    );
  });

  const attempt = (connector: string) =>
    logIn({ issuer: dex.issuer, connector, login: "ada", password: PASSWORD });

  for (const [index, { name, claims }] of cases.entries()) {
    it(claims === undefined ? `fails with ${name}` : `goes on with ${name}`, async () => {
      const result = await attempt(`c${index}`);
      if (claims === undefined) {
        assert.ok(!("claims" in result), "it was let in");
        return;
      }
      assert.ok("claims" in result, JSON.stringify(result));
      for (const [key, value] of Object.entries(claims)) {
        assert.deepEqual(result.claims[key], value, key);
      }
    });
  }

  it("fails without the defaults that Dex describes, and goes on with those that are written", async () => {
    assert.ok(!("claims" in (await attempt("bare"))), "it was let in");
    const result = await attempt("completed");
    assert.ok("claims" in result, JSON.stringify(result));
    assert.equal(result.claims.email, "ada@example.com");
  });
});
