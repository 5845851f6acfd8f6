import * as z from "zod";
import { since } from "../releases";
import { count, flag, text, texts } from "./values";

/** TLS in which a certificate of the client and its key stand together. */
function clientPair<Shape extends z.ZodObject>(schema: Shape): Shape {
  return schema.superRefine((value, context) => {
    for (const [one, other] of [
      ["certFile", "keyFile"],
      ["keyFile", "certFile"],
    ] as const) {
      if (value[one] === undefined || value[other] !== undefined) continue;
      const message = `needs ${other} too: Dex can't use one without the other. Add it.`;
      context.addIssue({ code: "custom", path: [one], message });
    }
  });
}

const databaseTls = clientPair(
  z.strictObject({ mode: text, caFile: text, keyFile: text, certFile: text }).partial(),
);

const networkDatabase = z
  .strictObject({
    host: text,
    port: z.int().min(1).max(65535),
    database: text,
    user: text,
    password: text,
    connectionTimeout: count,
    maxOpenConns: count,
    maxIdleConns: count,
    connMaxLifetime: count,
    ssl: databaseTls,
  })
  .partial();

const etcdTls = clientPair(
  z.strictObject({ serverName: text, caFile: text, keyFile: text, certFile: text }).partial(),
);

/** Where Dex keeps its state. */
export const storage = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("postgres"), config: networkDatabase }),
  z.strictObject({ type: z.literal("mysql"), config: networkDatabase }),
  z.strictObject({ type: z.literal("sqlite3"), config: z.strictObject({ file: text }) }),
  z.strictObject({ type: z.literal("memory"), config: z.strictObject({}).optional() }),
  z.strictObject({
    type: z.literal("kubernetes"),
    config: z
      .strictObject({
        inCluster: flag,
        kubeConfigFile: text,
        crdHandling: since("2.45", z.enum(["ensure", "check"])),
      })
      .partial(),
  }),
  z.strictObject({
    type: z.literal("etcd"),
    config: z
      .strictObject({
        endpoints: texts,
        namespace: text,
        username: text,
        password: text,
        ssl: etcdTls,
      })
      .partial(),
  }),
]);
