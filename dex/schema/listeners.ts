import * as z from "zod";
import { flag, text, texts } from "./values";

const reversed = "is lower than tlsMinVersion. Raise it, or leave it out.";

const isReversed = (given: {
  tlsMinVersion?: string | undefined;
  tlsMaxVersion?: string | undefined;
}) => given.tlsMinVersion === "1.3" && given.tlsMaxVersion === "1.2";

const isWhole = (given: {
  header?: string | undefined;
  trustedProxies?: readonly string[] | undefined;
}) => (given.header === undefined) === (given.trustedProxies === undefined);

const tlsVersion = z.enum(["1.2", "1.3"]);

/** The web server. */
export const web = z
  .strictObject({
    http: text,
    https: text,
    headers: z
      .strictObject({
        "Content-Security-Policy": text,
        "X-Frame-Options": text,
        "X-Content-Type-Options": text,
        "X-XSS-Protection": text,
        "Strict-Transport-Security": text,
      })
      .partial(),
    tlsCert: text,
    tlsKey: text,
    tlsMinVersion: tlsVersion,
    tlsMaxVersion: tlsVersion,
    allowedOrigins: texts,
    allowedHeaders: texts,
    clientRemoteIP: z
      .strictObject({
        header: text,
        trustedProxies: texts.refine((ranges) => ranges.length <= 1, {
          message:
            "has several ranges, and Dex trusts only a proxy that is in all of them. Give one range that contains every proxy.",
        }),
      })
      .partial()
      .refine(isWhole, {
        message: "needs header and trustedProxies: Dex ignores one without the other.",
      }),
  })
  .partial()
  .superRefine((given, context) => {
    const report = (key: string, message: string) => {
      context.addIssue({ code: "custom", path: [key], message });
    };
    for (const key of ["tlsCert", "tlsKey"] as const) {
      if (given.https !== undefined && given[key] === undefined) {
        report(key, "is missing. It is required with https.");
      }
    }
    for (const key of ["tlsCert", "tlsKey", "tlsMinVersion", "tlsMaxVersion"] as const) {
      if (given.https === undefined && given[key] !== undefined) {
        report(key, "has no effect without https. Add it, or remove this one.");
      }
    }
    if (given.allowedHeaders !== undefined && (given.allowedOrigins ?? []).length === 0) {
      report("allowedHeaders", "has no effect without allowedOrigins. Add it, or remove this one.");
    }
    if (given.https !== undefined && isReversed(given)) report("tlsMaxVersion", reversed);
  });

/** The API over gRPC. */
export const grpc = z
  .strictObject({
    addr: text,
    tlsCert: text,
    tlsKey: text,
    tlsClientCA: text,
    tlsMinVersion: tlsVersion,
    tlsMaxVersion: tlsVersion,
    reflection: flag,
  })
  .partial()
  .refine((given) => given.addr !== undefined || Object.keys(given).length === 0, {
    message: "needs addr, the address to listen on.",
  })
  .refine((given) => (given.tlsCert === undefined) === (given.tlsKey === undefined), {
    message: "needs tlsCert and tlsKey. Set both or neither.",
  })
  .refine((given) => given.tlsClientCA === undefined || given.tlsCert !== undefined, {
    path: ["tlsClientCA"],
    message: "needs tlsCert and tlsKey: without TLS there are no client certificates.",
  })
  .refine((given) => !isReversed(given), { path: ["tlsMaxVersion"], message: reversed });

/** Metrics, health and profiles. */
export const telemetry = z.strictObject({ http: text, enableProfiling: flag }).partial();
