import { readFileSync } from "node:fs";
import path from "node:path";
import * as pulumi from "@pulumi/pulumi";
import { ControlPlane } from "../../../components";
import { loadConfig } from "../../../config/load";
import { merge } from "../../../yaml/merge";
import type { Mapping, Path } from "../../../config/path";
import { toArgs } from "../../../config/to-args";
import {
  importHelmValues,
  type ImportedRelease,
} from "../../../moving-from-helm/values/import-values";
import { parseValues } from "../../../moving-from-helm/values/values-text";
import { project, sourceOf } from "../../config/support";
import { record, type Recorded } from "../../support/mocks";

const folder = path.resolve(__dirname, "../../../../test/moving-from-helm/values/profiles");

/** What every release needs beside a profile: its database's password is no published one. */
const base = { global: { postgresql: { auth: { password: "fX8-canary-database" } } } };

/** The values of one of the vendor's profiles. */
export function profileValues(name: string): Mapping {
  const given = parseValues(readFileSync(path.join(folder, `${name}.yaml`), "utf8"), name);
  return merge(base, given) as Mapping;
}

/** The release of a profile, imported. */
export function importProfile(name: string): ImportedRelease {
  return importValues(profileValues(name));
}

/** Any values, imported as those of the release `cp` in the namespace `formance-system`. */
export function importValues(values: Mapping): ImportedRelease {
  return importHelmValues(values, { project, name: "cp", namespace: "formance-system" });
}

/** The whole config of an import, its secrets in their places. */
export function withSecrets({ config, secrets }: ImportedRelease): Mapping {
  return secrets.reduce<unknown>(
    (whole, { path: at, value }) => put(whole, at, value),
    config,
  ) as Mapping;
}

function put(target: unknown, [step, ...below]: Path, value: unknown): unknown {
  if (step === undefined) return value;
  if (typeof step === "number") {
    const list: unknown[] = Array.isArray(target) ? [...(target as unknown[])] : [];
    list[step] = put(list[step], below, value);
    return list;
  }
  const map = (target ?? {}) as Mapping;
  return { ...map, [step]: put(map[step], below, value) };
}

/** What the control plane of an import registers. */
export function deploy(release: ImportedRelease): Promise<Recorded[]> {
  const config = loadConfig(sourceOf(withSecrets(release)));
  return record(() => new ControlPlane("formance", toArgs(config, pulumi.secret)));
}
