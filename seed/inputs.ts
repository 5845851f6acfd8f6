import { z } from "zod";
import { tlsModes } from "../facts/tls-mode";
import type { SeedConnection } from "./connection";
import type { SeedProblem } from "./errors";
import type { MigrationJob } from "./migration-job";
import { type DriftMode, driftModes, type PruneMode, pruneModes } from "./modes";
import type { Properties } from "./properties";
import type { SeedSpecification } from "./schema";
import { formatPath } from "./format-path";
import { messageOf, validateSpecification } from "./validate";

/** Inputs in their types. */
export interface SeedInputs {
  readonly connection: SeedConnection;
  readonly schema: string;
  readonly waitForMigrationsSeconds: number;
  readonly prune: PruneMode;
  readonly drift: DriftMode;
  readonly migration?: MigrationJob | undefined;
  /** With the client secrets in place. */
  readonly specification: SeedSpecification;
}

/** Outcome of reading properties. */
export type ParsedInputs =
  | { readonly ok: true; readonly inputs: SeedInputs }
  | { readonly ok: false; readonly problems: readonly SeedProblem[] };

const settings = z.object({
  connection: z.object({
    host: z.string().min(1, "must not be empty"),
    port: z.int().min(1, "must be a port, 1 to 65535").max(65_535, "must be a port, 1 to 65535"),
    database: z.string().min(1, "must not be empty"),
    user: z.string().min(1, "must not be empty"),
    tlsMode: z.enum(tlsModes).optional(),
    tlsCa: z.string().optional(),
    portForward: z
      .object({
        context: z.string().optional(),
        namespace: z.string().min(1, "must not be empty"),
        service: z.string().optional(),
        pod: z.string().optional(),
        port: z
          .int()
          .min(1, "must be a port, 1 to 65535")
          .max(65_535, "must be a port, 1 to 65535")
          .optional(),
      })
      .refine(
        ({ service, pod }) => (service === undefined) !== (pod === undefined),
        "needs service or pod, one of the two",
      )
      .optional(),
  }),
  password: z.string(),
  schema: z.string().min(1, "must not be empty"),
  waitForMigrationsSeconds: z.number().min(0, "must not be negative"),
  // States of the first releases don't have it.
  migration: z
    .object({
      namespace: z.string().min(1, "must not be empty"),
      job: z.string().min(1, "must not be empty"),
      kubeconfig: z.string().optional(),
      context: z.string().optional(),
    })
    .optional(),
  prune: z.enum(pruneModes),
  // States of the first releases don't have it.
  driftPolicy: z.enum(driftModes).default("restore"),
  clientSecrets: z.record(z.string(), z.string().min(1, "must not be empty")),
  specification: z.looseObject({
    stacks: z.array(z.looseObject({ organization: z.string(), name: z.string() })).optional(),
  }),
});

/** Reads and checks properties in which every value is known. */
export function parseInputs(properties: Properties): ParsedInputs {
  const parsed = settings.safeParse(properties);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => ({
      path: formatPath(issue.path),
      message: messageOf(issue, properties),
    }));
    return { ok: false, problems };
  }
  const { connection, password, clientSecrets, specification, driftPolicy, ...rest } = parsed.data;
  const stacks = specification.stacks?.map((stack) => {
    const clientSecret = clientSecrets[`${stack.organization}/${stack.name}`];
    return clientSecret === undefined ? stack : { ...stack, clientSecret };
  });
  const validated = validateSpecification(
    stacks === undefined ? specification : { ...specification, stacks },
  );
  if (!validated.ok) {
    const problems = validated.problems.map(({ path, message }) => ({
      path: path === "" ? "specification" : `specification.${path}`,
      message,
    }));
    return { ok: false, problems };
  }
  return {
    ok: true,
    inputs: {
      ...rest,
      drift: driftPolicy,
      connection: { ...connection, password },
      specification: validated.specification,
    },
  };
}
