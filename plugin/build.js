// The npm package ships compiled. A checkout, such as that of a Git tag, is built when Pulumi
// installs the plugin.
const { execSync } = require("node:child_process");
const { existsSync } = require("node:fs");
const path = require("node:path");

const root = path.dirname(__dirname);
if (!existsSync(path.join(root, "dist/plugin/main.js"))) {
  execSync("npm ci", { cwd: root, stdio: "inherit" });
}
