import * as z from "zod";
import { sentry, textList } from "../fields";
import { optional } from "../notes";
import { migration } from "./jobs";
import { workloadFields } from "./workload";

const webService = (title: string, featuresDisabled: string[]) =>
  z.strictObject({
    enabled: optional(z.boolean(), `Deploy ${title}.`, { default: true }),
    debug: optional(z.boolean(), "Verbose logs.", { default: false }),
    featuresDisabled: optional(textList(), "Features to switch off.", {
      default: featuresDisabled,
    }),
    migration: optional(migration(), "The Job that brings the tables up to date."),
    sentry: optional(sentry(), "Sentry, for errors in the browser and on the server."),
    ...workloadFields(),
  });

/** Console. The variable isn't called so by Node: that name is the global object. */
export const consoleArea = webService("Console", ["sessions"]);

/** Portal. */
export const portal = webService("Portal", ["notifications", "sessions"]);
