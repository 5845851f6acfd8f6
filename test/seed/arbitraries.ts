import fc from "fast-check";
import type { SeedSpecification } from "../../seed/schema";

/*
 * Specifications over a small world, so that two of them overlap: ids and the regions of stacks
 * are fixed by the name, since neither can change for an existing row.
 */

const emails = ["ann@x.org", "Ben@x.org", "cy'\"%@x.org", "dée@x.org", "\u{1f600}@x.org"];
const organizationNames = ["Acme", "Ben & Söhne", 'C"; drop table x; --', "\u{1f9e8} corp"];
const regionNames = ["eu-1", "us\\2", "{ap}"];
const stackNames = ["demo", "prod/eu", "te,st"];

const policyNames = ["Auditors", "O\"p's; drop"];
const builtIn = ["StackGuest", "2", "OrganizationAdmin"];
const scopeNames = ["stack:Read", "organization:Read", "organization:ReadLogs"];

const policy = fc.record({
  index: fc.nat(policyNames.length - 1),
  description: fc.option(fc.constantFrom("Reads", "Reads; writes 'nothing'"), { nil: undefined }),
  scopes: fc.option(fc.uniqueArray(fc.constantFrom(...scopeNames)), { nil: undefined }),
});

const user = fc.record({
  index: fc.nat(emails.length - 1),
  role: fc.option(fc.constantFrom("USER" as const, "SYSTEM" as const), { nil: undefined }),
});

const organization = fc.record({
  index: fc.nat(organizationNames.length - 1),
  owner: fc.nat(),
  domain: fc.option(fc.constantFrom("x.org", "y.org"), { nil: undefined }),
  defaultPolicy: fc.option(fc.nat(), { nil: undefined }),
  ownerPolicy: fc.option(fc.nat(), { nil: undefined }),
  policies: fc.uniqueArray(policy, { selector: ({ index }) => index }),
  features: fc.uniqueArray(fc.constantFrom("Private", "B\"'\\")),
  members: fc.uniqueArray(
    fc.record({
      user: fc.nat(emails.length - 1),
      role: fc.constantFrom("ADMIN" as const, "GUEST" as const, undefined),
      policy: fc.option(fc.nat(), { nil: undefined }),
    }),
    { selector: ({ user: index }) => index, maxLength: 3 },
  ),
});

const region = fc.record({
  index: fc.nat(regionNames.length - 1),
  baseUrl: fc.constantFrom("https://a.org", "https://b.org"),
  active: fc.option(fc.boolean(), { nil: undefined }),
  production: fc.option(fc.boolean(), { nil: undefined }),
  creator: fc.option(fc.nat(), { nil: undefined }),
});

const stack = fc.record({
  organization: fc.nat(organizationNames.length - 1),
  index: fc.nat(stackNames.length - 1),
  modules: fc.option(fc.uniqueArray(fc.constantFrom("ledger", "pay{}", 'q"\\')), {
    nil: undefined,
  }),
  version: fc.option(fc.constantFrom("v1", "v2"), { nil: undefined }),
  clientSecret: fc.constantFrom("s1", "s2"),
  stargateEnabled: fc.option(fc.boolean(), { nil: undefined }),
  state: fc.option(fc.constantFrom("ACTIVE" as const, "DISABLED" as const), { nil: undefined }),
  members: fc.uniqueArray(
    fc.record({
      user: fc.nat(emails.length - 1),
      policy: fc.option(fc.nat(), { nil: undefined }),
    }),
    { selector: ({ user: index }) => index, maxLength: 2 },
  ),
});

/** The policies that members of a drafted organization can have: an owner's must have scopes. */
function policiesOf({
  policies,
}: {
  readonly policies: readonly { readonly index: number; readonly scopes: string[] | undefined }[];
}): string[] {
  const own = policies.flatMap(({ index, scopes = [] }) =>
    scopes.length === 0 ? [] : [policyNames[index] ?? ""],
  );
  return [...builtIn, ...own];
}

function pick(choices: readonly string[], number: number): string {
  return choices[number % choices.length] ?? "";
}

/** The values, each once, in any order; at least the given number of them. */
function shuffled<T>(values: readonly T[], minLength = values.length): fc.Arbitrary<T[]> {
  return fc.shuffledSubarray([...values], { minLength });
}

/**
 * Specifications that give all ids: from one to the next, rows pass names, addresses, domains and
 * URLs around. `domains`: how many organizations have one, at least.
 */
export const swaps = (domains: number): fc.Arbitrary<SeedSpecification> =>
  fc
    .record({
      emails: shuffled(["ann@x.org", "Ben@x.org", "cleo@x.org"]),
      names: shuffled(["Acme", "Globex", "Initech"]),
      domains: shuffled(["x.org", "y.org", "z.org"], domains),
      regions: shuffled(["eu-1", "us-1"]),
      urls: shuffled(["https://a.org", "https://b.org"]),
      stacks: shuffled(["demo", "main", "test"]),
    })
    .map(({ emails: addresses, names, domains: given, regions, urls, stacks }) => ({
      users: addresses.map((email, index) => ({ id: `user${index}`, email })),
      organizations: names.map((name, index) => ({
        id: `org${index}`,
        name,
        owner: "user0",
        domain: given[index],
      })),
      regions: regions.map((name, index) => ({
        id: `region${index}`,
        name,
        baseUrl: urls[index] ?? "",
      })),
      stacks: stacks.map((name, index) => ({
        id: `stack${index}`,
        name,
        organization: "org0",
        region: "region0",
        clientSecret: name,
        allowDeletion: true,
      })),
    }));

/** Valid specifications that overlap. */
export const specifications: fc.Arbitrary<SeedSpecification> = fc
  .record({
    users: fc.uniqueArray(user, { selector: ({ index }) => index, minLength: 1 }),
    organizations: fc.uniqueArray(organization, { selector: ({ index }) => index }),
    regions: fc.uniqueArray(region, { selector: ({ index }) => index }),
    stacks: fc.uniqueArray(stack, {
      selector: ({ organization: owner, index }) => `${owner}/${index}`,
    }),
  })
  .map((draft) => {
    const people = draft.users.map(({ index }) => emails[index] ?? "");
    const anyone = (number: number): string => people[number % people.length] ?? "";
    const organizations = draft.organizations.map((one) => {
      const { index, owner, members, policies, defaultPolicy, ownerPolicy, ...rest } = one;
      const choices = policiesOf(one);
      const listed = members
        .map(({ user: who, role, policy: chosen }) => ({
          user: emails[who] ?? "",
          ...(chosen === undefined ? { role } : { policy: pick(choices, chosen) }),
        }))
        .filter(({ user: email }) => people.includes(email));
      const ownerEmail = anyone(owner);
      const ownerListed = listed.some(
        ({ user: email, ...access }) =>
          email === ownerEmail && Object.values(access).some((value) => value !== undefined),
      );
      return {
        name: organizationNames[index] ?? "",
        // Every second organization has a given id.
        ...(index % 2 === 0 ? { id: `org${index}` } : {}),
        owner: ownerEmail,
        ownerPolicy:
          ownerPolicy === undefined || ownerListed ? undefined : pick(choices, ownerPolicy),
        defaultPolicy: defaultPolicy === undefined ? undefined : pick(choices, defaultPolicy),
        policies: policies.map(({ index: name, ...policyRest }) => ({
          name: policyNames[name] ?? "",
          ...policyRest,
        })),
        members: listed,
        ...rest,
      };
    });
    const regions = draft.regions.map(({ index, creator, ...rest }) => ({
      name: regionNames[index] ?? "",
      creator: creator === undefined ? undefined : anyone(creator),
      ...rest,
    }));
    const membersOf = (
      owner: number,
      members: readonly { readonly user: number; readonly policy: number | undefined }[],
    ) => {
      const around = draft.organizations.find(({ index }) => index === owner);
      const entry = organizations.find(({ name }) => name === organizationNames[owner]);
      if (around === undefined || entry === undefined) return [];
      const there = [entry.owner, ...entry.members.map(({ user: email }) => email)];
      return members
        .map(({ user: who, policy: chosen }) => ({
          user: emails[who] ?? "",
          policy: chosen === undefined ? undefined : pick(policiesOf(around), chosen),
        }))
        .filter(({ user: email }) => there.includes(email));
    };
    const stacks = draft.stacks
      .map(({ organization: owner, index, members, ...rest }) => ({
        name: stackNames[index] ?? "",
        organization: organizationNames[owner] ?? "",
        members: membersOf(owner, members),
        region: regionNames[(owner + index) % regionNames.length] ?? "",
        allowDeletion: true,
        ...rest,
      }))
      .filter(
        (entry) =>
          organizations.some(({ name }) => name === entry.organization) &&
          regions.some(({ name }) => name === entry.region),
      );
    return {
      users: draft.users.map(({ index, role }) => ({ email: emails[index] ?? "", role })),
      organizations,
      regions,
      stacks,
    };
  });
