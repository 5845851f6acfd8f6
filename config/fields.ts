import * as z from "zod";
import { certificatePem } from "./certificate";
import { pairProblem, parameterProblem } from "../facts/postgres-parameters";
import { parsePostgresUrl, postgresUrlProblem } from "../facts/postgres-url";
import { objectsIn } from "./interfaces";
import { optional, required } from "./notes";
import { SEALED, SecretText } from "./secret-text";
import * as formats from "./text-formats";
import * as urls from "./url-formats";
import type { TextFormat } from "./text-formats";

const object = objectsIn("shared");

/** Passwords that charts and tutorials publish, so anybody can log in with them. */
const knownDefaults = new Set([
  "changeme",
  "changeme1",
  "changeme2",
  "changeme00",
  "formance",
  "password",
]);

const notKnownDefault: TextFormat = (value) =>
  knownDefaults.has(value.toLowerCase())
    ? "is a default that charts and tutorials publish. Use your own value, for example from: openssl rand -base64 24"
    : undefined;

function withFormats(...checks: TextFormat[]) {
  return z.string().superRefine((value, context) => {
    for (const check of checks) {
      const message = check(value);
      if (message === undefined) continue;
      context.addIssue({ code: "custom", message });
      return;
    }
  });
}

/** Text that isn't empty and has the given format, by default no white space at its ends. */
export function text(format: TextFormat = formats.trimmed) {
  return withFormats(format);
}

/** A secret: stored encrypted, opaque once read. */
export function secretText(format: TextFormat = () => undefined) {
  // A value that is still encrypted can't be checked.
  const opened =
    (check: TextFormat): TextFormat =>
    (value) =>
      value === SEALED ? undefined : check(value);
  const checks = [format, formats.withoutLineBreak].map(opened);
  return withFormats(formats.notEmpty, notKnownDefault, ...checks)
    .transform((value) => new SecretText(value))
    .meta({ secret: true });
}

/** The Postgres URL of a role, whose password is no known default either. */
export function postgresUrl() {
  return secretText((url) => {
    const problem = postgresUrlProblem(url);
    if (problem !== undefined) return problem;
    const { database, password } = parsePostgresUrl(url);
    const name = formats.databaseName(database);
    if (name !== undefined) return `has a database's name that ${name}`;
    return notKnownDefault(password) === undefined
      ? undefined
      : "holds a password that charts and tutorials publish. Change it on the server first.";
  });
}

export const hostName = () =>
  text(formats.hostName).meta({ pattern: "^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$" });
export const objectName = () => text(formats.objectName);
export const duration = () =>
  text(formats.goDuration).meta({ pattern: "^([0-9.]+[nuµm]?[smh])+$" });
export const certificate = () => text(certificatePem);
export const email = () => text(formats.emailAddress);

/** A list of texts. */
export function textList(format?: TextFormat) {
  return z.array(text(format));
}

export const port = () => z.int().min(1).max(65535);
/** A number as Kubernetes keeps it: a signed integer of 32 bits. */
export const int32 = (least: number) => z.int().min(least).max(2147483647);
export const count = () => int32(1);
/** Further parameters of a connection URL; those of TLS have settings of their own. */
export const postgresParameters = () =>
  z.record(z.string(), z.string()).superRefine((value, context) => {
    const problems = new Map<string, string>();
    const lone = pairProblem(Object.keys(value));
    if (lone !== undefined) problems.set(lone.name, `is a parameter that ${lone.message}`);
    for (const [name, text] of Object.entries(value)) {
      const message = ownParameter.get(name) ?? whichProblem(name, text);
      if (message !== undefined) problems.set(name, message);
    }
    for (const [name, message] of problems) {
      context.addIssue({ code: "custom", path: [name], message });
    }
  });

const ownParameter: ReadonlyMap<string, string> = new Map([
  ["sslmode", "is set by tlsMode. Move it there."],
  ["sslrootcert", "is set by tlsCa, which takes the PEM. Move it there."],
]);

function whichProblem(name: string, text: string): string | undefined {
  const problem = parameterProblem(name, text);
  return problem && `is a parameter that ${problem}`;
}

/** Any YAML map; a name, or encryption, marks the secrets in it. */
export const freeform = () => z.record(z.string(), z.unknown()).meta({ freeform: true });

/** A key of a Secret that exists in the control plane's namespace. */
export const secretKeyRef = () =>
  object("SecretKeyArgs", "A key of a Secret that exists in the control plane's namespace.", {
    name: required(objectName(), "Name of the Secret."),
    key: required(text(formats.secretKey), "Key in the Secret."),
  }).meta({ existingSecret: "key" });

/** The name of an existing Secret there, with a certificate and its key, or with any keys. */
export const secretObject = (existingSecret: "tls" | "whole") =>
  objectName().meta({ existingSecret });

/** Sentry in Console and Portal. */
export const sentry = () =>
  object("SentryArgs", "Sentry in Console and Portal.", {
    dsn: required(text(urls.sentryDsn), "DSN of the Sentry project.", {
      env: "SENTRY_DSN",
    }),
    environment: optional(text(), "Environment that Sentry shows.", { env: "SENTRY_ENVIRONMENT" }),
    release: optional(text(), "Release that Sentry shows.", {
      env: "SENTRY_RELEASE",
      defaultText: "the tag of the image",
    }),
    authToken: optional(secretText(), "Token for uploads to Sentry.", { env: "SENTRY_AUTH_TOKEN" }),
    authTokenSecret: optional(secretKeyRef(), "Existing Secret with that token."),
  });
