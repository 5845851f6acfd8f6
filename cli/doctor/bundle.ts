import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { arch, platform, release } from "node:os";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";

import { pack } from "tar-stream";
import { stringify } from "yaml";

import { eventText } from "../../checks/doctor/cluster/details";
import type { ClusterSnapshot } from "../../checks/cluster/snapshot";
import { redactDeep, type Redact } from "../../messages/redact";
import type { StackConfig } from "../../config";
import { CommandError } from "../errors";
import type { StackResource } from "../stack-state";
import type { DoctorReport } from "./report";

/** What a bundle is made of; secrets may still be in it. */
export interface BundleContent {
  readonly report: DoctorReport;
  readonly config: StackConfig;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly resources: readonly StackResource[];
  readonly versions: Readonly<Record<string, string>>;
  /** Absent where the cluster was not looked into. */
  readonly snapshot?: ClusterSnapshot;
}

/** The files of a bundle by their names, without a secret. */
export function bundleFiles(content: BundleContent, redact: Redact): Map<string, string> {
  const { report, config, outputs, resources, versions, snapshot } = content;
  const json = (value: unknown) => {
    // Objects with a form of their own, such as secrets and dates, take it first.
    const plain: unknown = JSON.parse(JSON.stringify(value));
    return `${JSON.stringify(redactDeep(plain, redact), undefined, 2)}\n`;
  };
  const text = (lines: readonly string[]) => lines.map((line) => `${redact(line)}\n`).join("");
  const plainConfig: unknown = JSON.parse(JSON.stringify(config));
  const files: [string, string][] = [
    ["README.txt", readme(report, snapshot !== undefined)],
    ["doctor.json", json(report)],
    ["versions.json", json({ ...versions, ...(snapshot && { images: imagesOf(snapshot) }) })],
    ["config.yaml", stringify(redactDeep(plainConfig, redact))],
    ["outputs.json", json(outputs)],
    ["resources.txt", text(resources.map(({ urn }) => urn))],
  ];
  if (snapshot !== undefined) {
    const { events, logs, ...objects } = snapshot;
    files.push(
      ["cluster/objects.json", json(withoutBallast(objects))],
      ["cluster/events.txt", text(events.map(eventText))],
      ...logs.map(({ pod, container, previous, lines }): [string, string] => [
        `logs/${pod}/${container}${previous ? "-previous" : ""}.log`,
        text(lines),
      ]),
    );
  }
  return new Map(files);
}

/**
 * Writes the files as a tar.gz that this user alone can read.
 *
 * @throws {CommandError} when the file already exists, or can't be written
 */
export async function writeBundle(file: string, files: ReadonlyMap<string, string>): Promise<void> {
  const archive = pack();
  for (const [name, content] of files) archive.entry({ name: `doctor/${name}` }, content);
  archive.finalize();
  try {
    await pipeline(archive, createGzip(), createWriteStream(file, { flags: "wx", mode: 0o600 }));
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "";
    if (code === "EEXIST") {
      throw new CommandError(`${file} already exists. Name another file with --bundle.`, {
        cause: error,
      });
    }
    await rm(file, { force: true });
    throw new CommandError(`The bundle can't be written to ${file}: ${code}`, { cause: error });
  }
}

/** The releases of what runs here. */
export function hereVersions(controlPlane: string, engine: string): Record<string, string> {
  return {
    controlPlane,
    pulumi: engine,
    node: process.version,
    system: `${platform()} ${release()} ${arch()}`,
  };
}

function imagesOf({ deployments }: ClusterSnapshot): Record<string, string[]> {
  return Object.fromEntries(
    deployments.map(({ metadata, spec }) => [
      metadata.name,
      (spec?.template.spec?.containers ?? []).flatMap(({ image }) => image ?? []),
    ]),
  );
}

/** What server-side apply keeps for itself says nothing to people. */
function withoutBallast(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, child: unknown) => (key === "managedFields" ? undefined : child)),
  );
}

function readme({ stack, verdict }: DoctorReport, cluster: boolean): string {
  const { first } = verdict;
  return [
    `What control-plane doctor found for the stack ${stack}, ${new Date().toISOString()}.`,
    first === undefined ? "No check failed." : `The first broken link: ${first.id}.`,
    "",
    "doctor.json     every check: what it found, and the fix",
    "versions.json   releases here, and images in the cluster",
    "config.yaml     the stack's config; a secret is [secret]",
    "outputs.json    the stack's outputs; likewise",
    "resources.txt   the names of the stack's resources",
    ...(cluster
      ? [
          "cluster/        the objects as the cluster has them, and the latest warnings",
          "logs/           the ends of the pods' logs",
        ]
      : ["The cluster wasn't checked; --context names it."]),
    "",
    "The stack's secrets, and what looks like one, were removed. Hosts, names and e-mail",
    "addresses weren't: review it before you share it.",
    "",
  ].join("\n");
}
