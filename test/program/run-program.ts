import deploy from "../../index";
import { record } from "../support/mocks";

// Run as a process of its own, with the environment that the engine gives an ordinary program.
function print(result: unknown): void {
  console.log(JSON.stringify({ result, modules: Object.keys(require.cache) }));
}

function fail(error: unknown): never {
  print({ error: error instanceof Error ? error.message : String(error) });
  process.exit(0);
}

process.on("uncaughtException", fail);
record(() => deploy()).then((resources) => {
  print(resources.map(({ type, name }) => `${type} ${name}`));
}, fail);
