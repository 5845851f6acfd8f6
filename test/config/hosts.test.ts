import { deepStrictEqual } from "node:assert/strict";
import { validateSpecification } from "../../seed/validate";
import { ascii, beyondAscii, label, rightHosts, wrongHosts } from "./cases/hosts";
import { changed, problemsOf, project, sourceOf } from "./support";

describe("hosts", () => {
  for (const [change, path, form] of beyondAscii) {
    it(`with letters beyond ASCII are refused with the form that DNS has: ${form}`, () => {
      const found = problemsOf(sourceOf(changed(change)));
      deepStrictEqual(
        found.map((problem) => [problem.path, problem.message]),
        [[`${project}:${path}`, ascii + form]],
      );
    });
  }

  for (const [change, path, message] of wrongHosts) {
    it(`are judged by the same rules everywhere: ${JSON.stringify(change)}`, () => {
      const found = problemsOf(sourceOf(changed(change)));
      deepStrictEqual(
        found.map((problem) => [problem.path, problem.message]),
        [[`${project}:${path}`, message]],
      );
    });
  }

  for (const change of rightHosts) {
    it(`are taken: ${JSON.stringify(change)}`, () => {
      deepStrictEqual(problemsOf(sourceOf(changed(change))), []);
    });
  }

  it("are judged by the same rules in a seed file", () => {
    const outcome = validateSpecification({
      users: [{ email: "a@b.example" }, { email: "a@-b.example" }],
      organizations: [{ name: "A", owner: "a@b.example", domain: "ü.example" }],
    });
    deepStrictEqual(outcome.ok ? [] : outcome.problems, [
      { path: "organizations[0].domain", message: `${ascii}xn--tda.example` },
      { path: "users[1].email", message: `has a domain that ${label}` },
    ]);
  });
});
