import assert from "node:assert/strict";
import { applySeed } from "../../seed/apply";
import { type SeedStep, stepText } from "../../seed/progress";
import { createDatabase, type TestDatabase } from "../support/postgres";
import { documented } from "./schemas";
import { example } from "./support";

describe("the progress of a seed", () => {
  /** The steps of a run, in words. */
  async function stepsOf({ connection }: TestDatabase, wait?: number): Promise<string[]> {
    const steps: SeedStep[] = [];
    await applySeed({
      connection,
      specification: example,
      waitForMigrationsSeconds: wait,
      progress: (step) => steps.push(step),
    });
    return steps.map(stepText);
  }

  it("is told step by step, with the rows that are written", async () => {
    const database = await createDatabase(documented);
    assert.deepEqual(await stepsOf(database, 30), [
      "connecting",
      "waiting for Membership's migrations",
      "comparing rows",
      "writing rows, 0 of 13",
      "writing rows, 3 of 13",
      "writing rows, 5 of 13",
      "writing rows, 9 of 13",
      "writing rows, 11 of 13",
      "committing",
    ]);
    assert.deepEqual(await stepsOf(database), ["connecting", "comparing rows", "committing"]);
  });

  it("tells of another attempt", async () => {
    const database = await createDatabase(`${documented}
      create sequence membership.attempts;
      create function membership.fail_once() returns trigger language plpgsql as $$
        begin
          if nextval('membership.attempts') = 1 then
            raise exception 'injected' using errcode = '40001';
          end if;
          return null;
        end
      $$;
      create trigger fail_once after insert on membership.users
        for each statement execute function membership.fail_once();`);
    const steps = await stepsOf(database);
    assert.ok(steps.includes("trying again, attempt 2"), steps.join());
    assert.equal(steps.at(-1), "committing");
  });
});
