import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

import { hashSources, STAMP } from "../program/build-stamp";
import { loadedSources } from "./loaded-sources";

const root = resolve(__dirname, "../..");
writeFileSync(join(root, STAMP), JSON.stringify(hashSources(root, loadedSources(root))));
