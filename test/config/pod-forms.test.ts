import { deepStrictEqual } from "node:assert/strict";
import { rightPodForms } from "./cases/pod-forms/right";
import { wrongParts } from "./cases/pod-forms/wrong-parts";
import { wrongPlaces } from "./cases/pod-forms/wrong-places";
import { changed, problemsOf, project, sourceOf } from "./support";

const volumes = [{ name: "data", emptyDir: {} }];

/** What is said of a setting of Console, by the path below it. */
function problemsIn(setting: string, value: unknown): Record<string, string> {
  const at = `${project}:console.${setting}`;
  const own = setting === "volumeMounts" ? { volumes } : {};
  return Object.fromEntries(
    problemsOf(sourceOf(changed({ console: { ...own, [setting]: value } }))).map(
      ({ path, message }) => [path.startsWith(at) ? path.slice(at.length) : path, message],
    ),
  );
}

describe("parts of a pod in Kubernetes' own form", () => {
  for (const { name, setting, value, problems } of [...wrongParts, ...wrongPlaces]) {
    it(`are refused with the path: ${name}`, () => {
      deepStrictEqual(problemsIn(setting, value), problems);
    });
  }

  for (const { name, setting, value } of rightPodForms) {
    it(`are taken: ${name}`, () => {
      deepStrictEqual(problemsIn(setting, value), {});
    });
  }
});
