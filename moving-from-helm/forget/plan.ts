import { ifAllowed, type ClusterApi } from "../../checks/cluster/api";
import type { LiveObject, ObjectId } from "../../checks/cluster/objects";
import { HelmError, HelmOptionError } from "../errors";
import { ownersOf, readObject, readRelease, type FoundObject } from "../release/live-objects";
import { keyOf, titleOf } from "../release/object-id";
import { objectsOf, readRecords } from "../release/records";
import { classify } from "./classify";
import { obstacles } from "./obstacles";
import type { Forgetting } from "./decision";
import type { StackView } from "./stack-view";

/** Which release is forgotten, and in favour of which stack. */
export interface ForgetTarget extends Pick<Forgetting, "stack" | "release" | "namespace"> {
  /** Objects to keep, each as KIND/NAME. */
  readonly keep: readonly string[];
}

/**
 * Decides what becomes of each object of a release; it changes nothing.
 *
 * @throws {HelmError} when the release can't be forgotten, with what to do
 */
export async function planForgetting(
  api: ClusterApi,
  view: StackView,
  { stack, release, namespace, keep }: ForgetTarget,
): Promise<Forgetting> {
  const records = await readRecords(api, namespace, release);
  const objects = await readRelease(api, objectsOf(records), namespace);
  if (!objects.some((object) => view.owned.has(keyOf(object)))) {
    throw new HelmError(
      `The stack ${stack} hasn't taken over anything from the release ${release}: forgetting it would end the service. Set adopt.release: ${release} and deploy the stack first; to end the release for good: helm -n ${namespace} uninstall ${release}`,
    );
  }
  const decisions = classify(objects, {
    release,
    namespace,
    stack: view,
    owners: await ownersOf(api, await needed(api, view, namespace)),
    keep: keptKeys(keep, objects),
  });
  const found = await obstacles(api, view, decisions, namespace);
  if (found.length === 0) {
    return { stack, release, namespace, state: "planned", decisions, records };
  }
  throw new HelmError(
    `The release ${release} can't be forgotten yet; nothing was changed.\n${found.map((each) => `  - ${each}`).join("\n")}`,
  );
}

/** The objects that the stack has or refers to, as far as they exist and may be read. */
async function needed(
  api: ClusterApi,
  { owned, references }: StackView,
  namespace: string,
): Promise<LiveObject[]> {
  const referred = [...references.keys()].flatMap((title): ObjectId[] => {
    const [kind = "", name = ""] = title.split("/");
    const isCore = ["Secret", "ConfigMap", "ServiceAccount"].includes(kind);
    return isCore ? [{ apiVersion: "v1", kind, namespace, name }] : [];
  });
  const found = await Promise.all(
    [...owned.values(), ...referred].map((id) => ifAllowed(readObject(api, id))),
  );
  return found.filter((object) => object !== undefined);
}

/**
 * The keys of the objects that `--keep` names.
 *
 * @throws {HelmOptionError} when one is not of the form, or not of the release
 */
export function keptKeys(
  texts: readonly string[],
  objects: readonly FoundObject[],
): ReadonlySet<string> {
  const keys = texts.flatMap((text) => {
    const [, kind, name] = /^([^/]+)\/([^/]+)$/.exec(text) ?? [];
    if (kind === undefined) {
      throw new HelmOptionError(
        `--keep is "${text}"; it must be KIND/NAME, such as secret/acme-license.`,
      );
    }
    const named = objects.filter((object) => object.name === name);
    const found = named.filter((object) =>
      [object.kind.toLowerCase(), ...object.kindNames].includes(kind.toLowerCase()),
    );
    if (found.length > 0) return found.map(keyOf);
    const hint = named.length === 0 ? "" : ` It has ${named.map(titleOf).join(", ")}.`;
    throw new HelmOptionError(`--keep names ${text}, which the release doesn't have.${hint}`);
  });
  return new Set(keys);
}
