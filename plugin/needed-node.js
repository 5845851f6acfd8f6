// What a Node that is too old can still read.
const needed = require("../package.json").engines.node.match(/\d+/g).map(Number);
const [major, minor] = process.versions.node.split(".").map(Number);

/** Ends the process with what is missing, if this Node is too old. */
exports.checkNode = () => {
  if (major > needed[0] || (major === needed[0] && minor >= needed[1])) return;
  console.error(
    `formance-control-plane runs on Node ${needed.join(".")} or later; node on PATH is ${process.versions.node}.`,
  );
  process.exit(1);
};
