import { z } from "zod";
import { emailProblem, mailDomainProblem } from "../facts/host-name";
import { urlUses, webUrlProblem } from "../facts/web-url";
import { isUuid } from "./uuid";

/** Text that Postgres can store: no NUL, no half of a surrogate pair, not blank. */
export const text = z.string().check(({ value, issues }) => {
  const fail = (message: string): void => {
    issues.push({ code: "custom", message, input: value });
  };
  if (value.trim() === "") fail("must not be empty");
  if (value.includes("\u0000")) fail("must not contain a NUL character");
  if (/\p{Surrogate}/u.test(value)) fail("must be well-formed Unicode");
});

const formatted = (problemOf: (value: string) => string | undefined, pattern: string) =>
  text
    .check(({ value, issues }) => {
      const message = problemOf(value);
      if (message !== undefined) issues.push({ code: "custom", message, input: value });
    })
    .meta({ pattern });

/** An e-mail address. */
export const email = formatted(emailProblem, "^[^\\s@]+@[^\\s@]+$");

/** A domain of e-mail addresses, which has several parts. */
export const mailDomain = formatted(
  (value) =>
    mailDomainProblem(value) ??
    (value.includes(".") ? undefined : "has only one part. Write a domain, such as example.com."),
  "^[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+$",
);

/** The address of a server, to which paths are added. */
export const baseUrl = formatted((value) => webUrlProblem(value, urlUses.base), "^https?://");

/** The part before the dash of a Stack resource's name. */
export const organizationId = text.refine(
  (value) => /^[a-z0-9]{1,40}$/.test(value) || isUuid(value),
  "must be 1 to 40 lower-case letters and digits without a dash: a Stack resource is named <organization>-<stack>",
);

/** The part after the dash. */
export const stackId = text.regex(
  /^(?=.{1,40}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?$/,
  "must be 1 to 40 lower-case letters, digits and inner dashes: it becomes part of a Kubernetes name",
);

/** A policy by its number. */
export const policyId = z
  .int(
    `must be the number of a policy: a whole number up to ${Number.MAX_SAFE_INTEGER}. Write a larger one as text, in quotes`,
  )
  .min(1, "must be the number of a policy: a whole number from 1");

/** A policy by its name or id. */
export const policy = z
  .union([policyId, text], {
    error: `must be the name or number of a policy: text, or a whole number from 1 (in quotes if it is above ${Number.MAX_SAFE_INTEGER})`,
  })
  .transform((value) => String(value));
