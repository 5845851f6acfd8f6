import { strictEqual } from "node:assert/strict";
import { cronSchedule } from "../../config/cron";
import { schedules } from "./cases/schedules";

describe("the schedule of a CronJob", () => {
  for (const { schedule, problem } of schedules) {
    it(`${problem === undefined ? "is taken" : "is refused"}: ${schedule}`, () => {
      strictEqual(cronSchedule(schedule), problem);
    });
  }
});
