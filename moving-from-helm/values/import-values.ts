import type { Mapping } from "../../config/path";
import { loadConfig } from "../../config/load";
import { ConfigError, type Problem } from "../../config/problem";
import { importNames } from "./areas/adopt";
import { importConnections } from "./areas/connections";
import { importDatabase } from "./areas/database";
import { importEntry } from "./areas/entry";
import { importJobs } from "./areas/jobs";
import { importDex } from "./areas/dex";
import { importMembership } from "./areas/membership";
import { importPlace } from "./areas/place";
import { importSeed } from "./areas/seed";
import { importWebServices } from "./areas/web";
import { importWorkloads } from "./areas/workload";
import type { UmbrellaChart } from "../chart/umbrella-charts";
import { ConfigDraft } from "./config-draft";
import { importSettings } from "./import-settings";
import { noteLeftovers } from "./leftovers";
import type { ImportNote, Outcome } from "../note";
import { dexService } from "../service-names";
import { ReleaseValues } from "./release-values";
import { splitSecrets, type ImportedSecret } from "./split-secrets";
import type { Release } from "./templates";

/** What is known of a release beside its values. */
export interface ImportOptions extends Release {
  /** Namespace of the stack config's keys: the project's name. */
  readonly project: string;
  /**
   * The chart that the release was made of; their defaults differ.
   * @default "cloudprem"
   */
  readonly chart?: UmbrellaChart;
  /**
   * Take over the release's Services and public entry. The release's name must be known.
   * @default false
   */
  readonly adopt?: boolean;
}

/** A release as a stack config. */
export interface ImportedRelease {
  /** The stack config without its secrets and without its namespace. */
  readonly config: Mapping;
  /** The secrets. Where one stands in a list, the config has the rest of the entry. */
  readonly secrets: readonly ImportedSecret[];
  /** Every key that wasn't carried over unchanged, lost ones first. */
  readonly notes: readonly ImportNote[];
  /** What is wrong with the config and must be fixed. */
  readonly problems: readonly Problem[];
}

/**
 * The stack config that gives what a Helm release gives. It reads no more than the values.
 *
 * @param given the values of the release, as `parseValues` reads them
 * @throws {HelmValuesError} when they are not those of a control plane, or more must be known
 */
export function importHelmValues(given: Mapping, options: ImportOptions): ImportedRelease {
  const values = new ReleaseValues(given, options, options.chart ?? "cloudprem");
  const draft = new ConfigDraft(values);
  const usesDex = values.deploys(dexService);
  importSettings(values, draft, usesDex);
  importPlace(values, draft, usesDex);
  importNames(values, draft, options.adopt ?? false);
  importDatabase(values, draft);
  importConnections(values, draft);
  importDex(values, draft, usesDex);
  importMembership(values, draft);
  importWebServices(values, draft);
  importWorkloads(values, draft, usesDex);
  importJobs(values, draft);
  importEntry(values, draft);
  importSeed(values, draft);
  noteLeftovers(values);
  const { config, secrets, whole, leftOut } = splitSecrets(draft);
  return {
    config,
    secrets,
    notes: inOrder([...values.notes, ...leftOut]),
    problems: problemsOf(whole, options.project),
  };
}

function problemsOf(config: Mapping, project: string): readonly Problem[] {
  try {
    loadConfig({
      project,
      projectDirectory: ".",
      get: (key) => config[key],
      isSecret: () => true,
      keys: () => Object.keys(config),
    });
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

const order: readonly Outcome[] = ["lost", "unknown", "changed", "unused", "obsolete"];

function inOrder(notes: readonly ImportNote[]): ImportNote[] {
  const distinct = new Map(notes.map((note) => [`${note.key}\n${note.reason}`, note]));
  return [...distinct.values()].sort(
    (left, right) => order.indexOf(left.outcome) - order.indexOf(right.outcome),
  );
}
