import assert from "node:assert/strict";
import { applySeed, previewSeed } from "../../seed/apply";
import type { SeedSpecification } from "../../seed/schema";
import { createDatabase, type TestDatabase } from "../support/postgres";
import { alice } from "./policy-entries";
import { documented } from "./schemas";

describe("a domain of several organizations", () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await createDatabase(documented);
  });

  const withDomains = (domains: Readonly<Record<string, string>>): SeedSpecification => ({
    users: [{ email: alice }],
    organizations: Object.entries(domains).map(([name, domain]) => ({
      name,
      owner: alice,
      domain,
      defaultPolicy: "StackGuest",
    })),
  });
  const warningsOf = async (specification: SeedSpecification): Promise<readonly string[]> =>
    (await previewSeed({ connection: database.connection, specification })).warnings;
  const shared = (names: string, domain: string, place: number): string =>
    `organizations ${names} have the domain ${domain}, and which of them its users join isn't documented: give each its own organizations[${place}].domain`;

  it("is a warning, in whatever case, and also once they are written", async () => {
    const specification = withDomains({
      A: "a.example",
      B: "b.example",
      C: "A.Example",
      D: "a.example",
    });
    const expected = [shared("A, C and 1 more", "a.example", 3)];
    assert.deepEqual(await warningsOf(specification), expected);
    await applySeed({ connection: database.connection, specification });
    assert.deepEqual(await warningsOf(specification), expected);
  });

  it("is a warning where the other one is of no entry, when the domain is written", async () => {
    const { connection } = database;
    await applySeed({ connection, specification: withDomains({ A: "a.example" }) });
    assert.deepEqual(await warningsOf(withDomains({ B: "a.example" })), [
      shared("A and B", "a.example", 0),
    ]);
    await applySeed({ connection, specification: withDomains({ B: "b.example" }) });
    assert.deepEqual(await warningsOf(withDomains({ B: "A.example" })), [
      shared("A and B", "a.example", 0),
    ]);
  });

  it("is none where they change places, or one gives it to the other", async () => {
    const { connection } = database;
    await applySeed({
      connection,
      specification: withDomains({ A: "a.example", B: "b.example" }),
    });
    assert.deepEqual(await warningsOf(withDomains({ A: "b.example", B: "a.example" })), []);
    assert.deepEqual(await warningsOf(withDomains({ A: "c.example", B: "a.example" })), []);
  });

  it("of many others gives a warning for the first few", async () => {
    const names = Array.from({ length: 10 }, (_, index) => `O${index}`);
    const warnings = await warningsOf(
      withDomains(Object.fromEntries(names.map((name, index) => [name, `d${index % 5}.example`]))),
    );
    assert.deepEqual(warnings.slice(2), [
      shared("O2 and O7", "d2.example", 7),
      "2 more domains are those of several organizations",
    ]);
  });
});
