import * as z from "zod";
import { flag, text, texts } from "./values";

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
            "has several ranges, and Dex trusts only a proxy that is in all of them. Give one range that holds every proxy.",
        }),
      })
      .partial(),
  })
  .partial();

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
  });

/** Metrics, health and profiles. */
export const telemetry = z.strictObject({ http: text, enableProfiling: flag }).partial();
