// What a Node that is too old can still read: it says what is missing.
const needed = require("../package.json").engines.node.match(/\d+/g).map(Number);
const [major, minor] = process.versions.node.split(".").map(Number);
if (major > needed[0] || (major === needed[0] && minor >= needed[1])) {
  require("../dist/plugin/main.js");
} else {
  console.error(
    `formance-control-plane runs on Node ${needed.join(".")} or later; node on PATH is ${process.versions.node}.`,
  );
  process.exitCode = 1;
}
