import { deepStrictEqual, match, ok, strictEqual } from "node:assert/strict";
import { warningsOf } from "../../config/warnings";
import { wrongIdsAndApps } from "./cases/ids-and-apps";
import { meantWhiteSpace, rightUrls, whiteSpace, wrongUrls } from "./cases/urls";
import { changed, load, problemsOf, project, sourceOf } from "./support";

describe("URLs that not everything that reads them takes alike", () => {
  for (const [change, path, message] of [...wrongUrls, ...wrongIdsAndApps]) {
    it(`are refused: ${JSON.stringify(change)}`, () => {
      const found = problemsOf(sourceOf(changed(change)));
      deepStrictEqual(
        found.map((problem) => problem.path),
        [`${project}:${path}`],
      );
      const [problem] = found;
      if (typeof message === "string") strictEqual(problem?.message, message);
      else match(problem?.message ?? "", message);
      ok(!JSON.stringify(found).includes("5RkQ"));
    });
  }

  for (const change of rightUrls) {
    it(`are no others: ${JSON.stringify(change)}`, () => {
      deepStrictEqual(problemsOf(sourceOf(changed(change))), []);
    });
  }
});

describe("white space at the ends of texts", () => {
  for (const [change, path, message] of whiteSpace) {
    it(`is refused: ${JSON.stringify(change)}`, () => {
      const found = problemsOf(sourceOf(changed(change)));
      deepStrictEqual(
        found.map((problem) => [problem.path, problem.message]),
        [[`${project}:${path}`, message]],
      );
    });
  }

  for (const change of meantWhiteSpace) {
    it(`is taken where it may be meant: ${JSON.stringify(change)}`, () => {
      load(changed(change));
    });
  }

  it("is warned of in a secret, without the secret", () => {
    const config = load(changed({ database: { dex: { password: "pw-5RkQ " } } }));
    deepStrictEqual(warningsOf(project, config), [
      {
        path: `${project}:database.dex.password`,
        message:
          "begins or ends with a space, which is part of the secret. If that isn't intended, set it again without the space.",
      },
    ]);
  });
});

describe("a placeholder in the place of a secret", () => {
  for (const text of ["${PGPASSWORD}", "$(PGPASSWORD)", "<password>", "{{ .Values.password }}"]) {
    it(`is warned of: ${text}`, () => {
      const config = load(changed({ database: { dex: { password: text } } }));
      deepStrictEqual(warningsOf(project, config), [
        {
          path: `${project}:database.dex.password`,
          message:
            "looks like a placeholder, which nothing fills in here. If it is one, set the value itself.",
        },
      ]);
    });
  }
});
