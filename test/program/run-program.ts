import deploy from "../../index";
import { record } from "../support/mocks";

// Run as a process of its own, with the environment that the engine gives an ordinary program.
function fail(error: unknown): never {
  console.log(JSON.stringify({ error: error instanceof Error ? error.message : String(error) }));
  process.exit(0);
}

process.on("uncaughtException", fail);
record(() => deploy()).then((resources) => {
  console.log(JSON.stringify(resources.map(({ type, name }) => `${type} ${name}`)));
}, fail);
