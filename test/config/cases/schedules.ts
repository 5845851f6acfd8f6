/** A schedule, and what is wrong with it. */
export interface Schedule {
  readonly schedule: string;
  readonly problem?: string;
  /** Kubernetes takes it, and never runs the Job. */
  readonly taken?: true;
}

const noSchedule = 'is not a cron schedule. Write five fields, such as "0/30 * * * *", or @daily.';
const wrong = (field: string, least: number, most: number) =>
  `has a wrong ${field}. Use ${least} to ${most}, as in */2, 1-5 or 0,30.`;
const never =
  "is for a day that no such month has, so it would never run. Correct the day or the month.";
const zone =
  "has a time zone, which Kubernetes refuses there. Remove it, and write the time in UTC.";

export const schedules: readonly Schedule[] = [
  ...[
    "0/30 * * * *",
    "*/5 0-23/2 1,15 jan-mar MON-FRI",
    "? ? ? ? ?",
    "0 0 29 2 *",
    "0 0 31 */2 0",
    "0 0 30 2 1",
    "59 23 31 12 6",
    "@daily",
    "@every 1h30m",
    "0  3  * * *",
  ].map((schedule) => ({ schedule })),
  { schedule: "60 * * * *", problem: wrong("minute", 0, 59) },
  { schedule: "*/0 * * * *", problem: wrong("minute", 0, 59) },
  { schedule: "5-1 * * * *", problem: wrong("minute", 0, 59) },
  { schedule: "* 24 * * *", problem: wrong("hour", 0, 23) },
  { schedule: "* * 0 * *", problem: wrong("day of the month", 1, 31) },
  { schedule: "* * L * *", problem: wrong("day of the month", 1, 31) },
  { schedule: "* * * 13 *", problem: wrong("month", 1, 12) },
  { schedule: "* * * January *", problem: wrong("month", 1, 12) },
  { schedule: "* * * * 7", problem: wrong("day of the week", 0, 6) },
  { schedule: "* * * * 1#2", problem: wrong("day of the week", 0, 6) },
  { schedule: "* * * *", problem: noSchedule },
  { schedule: "0 0 12 * * *", problem: noSchedule },
  { schedule: "@reboot", problem: noSchedule },
  { schedule: "every day", problem: noSchedule },
  { schedule: "TZ=Europe/Paris 0 3 * * *", problem: zone },
  { schedule: "0 0 30 2 *", problem: never, taken: true },
  { schedule: "0 0 31 4,6,9,11 *", problem: never, taken: true },
];
