import { gunzipSync } from "node:zlib";
import * as z from "zod";
import { HelmRecordError } from "../errors";
import { manifestObjects, type ReleaseObject } from "./manifest";

/** One revision of a release, as Helm has noted it in the cluster. */
export interface ReleaseRecord {
  readonly release: string;
  readonly revision: number;
  /** `deployed`, `superseded`, `failed`, `pending-upgrade` and others. */
  readonly status: string;
  /** The objects of its manifest and of its hooks. */
  readonly objects: readonly ReleaseObject[];
}

const recordSchema = z.looseObject({
  name: z.string(),
  version: z.number().int(),
  info: z.looseObject({ status: z.string() }),
  manifest: z.string().optional(),
  hooks: z.array(z.looseObject({ manifest: z.string().optional() })).nullish(),
});

/** What gzip's output begins with; Helm's first releases did not compress. */
const GZIP = Buffer.from([0x1f, 0x8b, 0x08]);

/** The cluster holds no larger record than 1 MiB, which is never as much as this uncompressed. */
const LARGEST = 256 * 1024 * 1024;

/**
 * Reads a record as Helm writes it: base64 of gzip of JSON.
 *
 * @throws {HelmRecordError} when it is something else
 */
export function decodeRecord(text: string): ReleaseRecord {
  const parsed = recordSchema.safeParse(jsonOf(Buffer.from(text, "base64")));
  if (!parsed.success) throw new HelmRecordError("it isn't in the format of Helm 3 or 4");
  const { name, version, info, manifest = "", hooks } = parsed.data;
  return {
    release: name,
    revision: version,
    status: info.status,
    objects: [
      ...manifestObjects(manifest, false),
      ...(hooks ?? []).flatMap((hook) => manifestObjects(hook.manifest ?? "", true)),
    ],
  };
}

function jsonOf(content: Buffer): unknown {
  try {
    const isPacked = content.subarray(0, GZIP.length).equals(GZIP);
    const json = isPacked ? gunzipSync(content, { maxOutputLength: LARGEST }) : content;
    return JSON.parse(json.toString("utf8"));
  } catch {
    return undefined;
  }
}
