import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import path from "node:path";

/** What the checks and the commands load at once, and the libraries of a login among it. */
function loaded(module: string): { readonly count: number; readonly ofLogin: readonly string[] } {
  const file = path.join(__dirname, "../../../", module);
  const script = `require(${JSON.stringify(file)}); console.log(JSON.stringify(Object.keys(require.cache)))`;
  const output = execFileSync(process.execPath, ["-e", script], { encoding: "utf8" });
  const modules = JSON.parse(output) as string[];
  const libraries =
    /\/node_modules\/(openid-client|tough-cookie|node-html-parser)\/|oidc\/browser\.js$/;
  return { count: modules.length, ofLogin: modules.filter((name) => libraries.test(name)) };
}

describe("the libraries of a test user's login", () => {
  for (const module of ["checks/doctor/diagnose.js", "cli/commands.js"]) {
    it(`are not loaded with ${module}`, () => {
      const { count, ofLogin } = loaded(module);
      assert.ok(count > 20);
      assert.deepEqual(ofLogin, []);
    });
  }

  it("are loaded with the robot", () => {
    assert.notDeepEqual(loaded("checks/oidc/browser.js").ofLogin, []);
  });
});
