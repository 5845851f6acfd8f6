import { ifAllowed, type ClusterApi } from "../../checks/cluster/api";
import { HelmError, HelmRecordError } from "../errors";
import { decodeRecord, type ReleaseRecord } from "./record-text";

/** A revision of a release, and the object that has the record of it. */
export interface StoredRecord extends ReleaseRecord {
  readonly kind: "Secret" | "ConfigMap";
  readonly name: string;
}

type Packed = Pick<StoredRecord, "kind" | "name" | "release"> & { readonly text: string };

/** The type of the Secrets with Helm's records, in whatever version of their form. */
const TYPE = /^helm\.sh\/release\.v\d+$/;

/**
 * The records of a release, the oldest revision first.
 *
 * @throws {HelmError} when there is none, when Helm is at work on it, or when one can't be read
 */
export async function readRecords(
  api: ClusterApi,
  namespace: string,
  release: string,
): Promise<StoredRecord[]> {
  const packed = await listRecords(api, namespace, `owner=helm,name=${release}`);
  if (packed.length === 0) throw new HelmError(await noRecord(api, namespace, release));
  const records = packed
    .map((each) => unpacked(each, namespace))
    .sort((one, other) => one.revision - other.revision);
  const last = records.at(-1);
  if (last?.status.startsWith("pending-")) {
    throw new HelmError(
      `Helm is working on the release ${release}, or was interrupted: revision ${last.revision} is ${last.status}. Let it finish, or return to the last complete revision: helm -n ${namespace} rollback ${release}`,
    );
  }
  return records;
}

/** The objects of the newest revision, and of the deployed one where that failed. */
export function objectsOf(records: readonly StoredRecord[]): StoredRecord["objects"] {
  const last = records.at(-1);
  const deployed = records.findLast(({ status }) => status === "deployed");
  return [...new Set([last, deployed])].flatMap((record) => record?.objects ?? []);
}

async function listRecords(
  { core }: ClusterApi,
  namespace: string,
  labelSelector: string,
): Promise<Packed[]> {
  const query = { namespace, labelSelector };
  const [secrets, configMaps] = await Promise.all([
    core.listNamespacedSecret(query),
    // Only HELM_DRIVER=configmap has its records there.
    ifAllowed(core.listNamespacedConfigMap(query)),
  ]);
  const ofSecrets = secrets.items
    .filter(({ type = "" }) => TYPE.test(type))
    .map(({ metadata, data }) => {
      const text = Buffer.from(data?.release ?? "", "base64").toString("utf8");
      return { kind: "Secret" as const, metadata, text };
    });
  const ofConfigMaps = (configMaps?.items ?? []).map(({ metadata, data }) => {
    return { kind: "ConfigMap" as const, metadata, text: data?.release ?? "" };
  });
  return [...ofSecrets, ...ofConfigMaps].map(({ kind, metadata, text }) => {
    return { kind, name: metadata?.name ?? "", release: metadata?.labels?.name ?? "", text };
  });
}

function unpacked({ kind, name, text }: Packed, namespace: string): StoredRecord {
  try {
    return { ...decodeRecord(text), kind, name };
  } catch (error) {
    if (!(error instanceof HelmRecordError)) throw error;
    throw new HelmError(
      `Helm's record ${kind}/${name} in the namespace ${namespace} can't be read: ${error.message}. Nothing was changed.`,
      { cause: error },
    );
  }
}

async function noRecord(api: ClusterApi, namespace: string, release: string): Promise<string> {
  const others = await listRecords(api, namespace, "owner=helm");
  const names = [...new Set(others.map((each) => each.release))].sort();
  const has = names.length === 0 ? "It has no releases." : `It has releases: ${names.join(", ")}.`;
  return [
    `Helm has no record of a release ${release} in the namespace ${namespace}. ${has}`,
    "If the release was forgotten before, nothing is left to do. If Helm keeps its records in a database (HELM_DRIVER=sql), delete what is left of the release by hand: it has the label app.kubernetes.io/managed-by=Helm.",
  ].join("\n");
}
