// Pulumi installs the plugin by npm, which runs this. The npm package ships compiled; a checkout,
// such as that of a Git tag, is built.
const { execSync } = require("node:child_process");
const { existsSync } = require("node:fs");
const path = require("node:path");
require("./needed-node").checkNode();

const root = path.dirname(__dirname);
if (!existsSync(path.join(root, "dist/plugin/main.js"))) {
  execSync("npm ci", { cwd: root, stdio: "inherit" });
}
