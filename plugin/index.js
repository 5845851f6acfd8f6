require("./needed-node").checkNode();
require("../dist/plugin/main.js");
