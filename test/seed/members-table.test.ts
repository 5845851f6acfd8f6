import assert from "node:assert/strict";
import type { Catalog } from "../../seed/catalog";
import { findMembersTable } from "../../seed/members-table";

const pair = ["organization_id", "user_id"];

/** A catalog of tables: their columns, and what is unique in each. */
function catalogOf(tables: Record<string, { columns?: string[]; uniques?: string[][] }>): Catalog {
  return {
    schema: "membership",
    role: "seed",
    readOnly: false,
    tables: new Map(
      Object.entries(tables).map(([name, { columns = pair, uniques = [pair] }]) => [
        name,
        {
          name,
          columns: new Map(
            columns.map((column) => [
              column,
              {
                name: column,
                type: "text",
                category: "S",
                required: true,
                generated: false,
                hasDefault: false,
                labels: [],
                contested: false,
              },
            ]),
          ),
          uniques,
          missingRights: [],
          scripted: false,
        },
      ]),
    ),
  };
}

describe("the members table", () => {
  it("is the one that pairs organizations and users, whatever its name", () => {
    const catalog = catalogOf({
      people: { uniques: [["id"], [...pair].reverse()] },
      users: { columns: ["id"], uniques: [["id"]] },
    });
    assert.equal(findMembersTable(catalog).found?.name, "people");
  });

  it("is not a stack's, even where that is unique over the pair", () => {
    const catalog = catalogOf({
      organization_users: { columns: ["stack_id", ...pair] },
      zzz: {},
    });
    assert.equal(findMembersTable(catalog).found?.name, "zzz");
  });

  it("is not one that may hold a pair twice, such as invitations", () => {
    const catalog = catalogOf({ invitations: { uniques: [["id"], [...pair, "status"]] } });
    const outcome = findMembersTable(catalog);
    assert.equal(outcome.found, undefined);
    assert.match(
      "reason" in outcome ? outcome.reason : "",
      /no table with organization_id and user_id/,
    );
  });

  it("is the likelier of two, and none of several that are alike", () => {
    const likely = catalogOf({ organization_users: {}, favourites: {} });
    assert.equal(findMembersTable(likely).found?.name, "organization_users");
    const outcome = findMembersTable(catalogOf({ left: {}, right: {} }));
    assert.equal(outcome.found, undefined);
    assert.match("reason" in outcome ? outcome.reason : "", /several tables .*: left, right/);
  });
});
