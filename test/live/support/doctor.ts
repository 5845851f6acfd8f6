import assert from "node:assert/strict";
import { waitUntil } from "../cluster/objects";
import { CONTEXT } from "../cluster/credentials";
import type { Project } from "./project";
import { STACK } from "./stack";

/** What the doctor says of what may become well by itself. */
const UNSETTLED = /^Not settled yet:/m;

/**
 * Asks the doctor until it says that everything works. As it asks of a person, it is asked again
 * while something is not settled; a broken link fails at once.
 */
export async function allIsWell(project: Project, args = "", input?: string): Promise<string> {
  const line = `npx control-plane doctor --stack ${STACK} --context ${CONTEXT} ${args}`.trim();
  let said = "";
  await waitUntil("the doctor finds everything settled", async () => {
    const { stdout, stderr } = await project.attempt(line, input);
    said = stdout + stderr;
    return UNSETTLED.test(said) ? said : undefined;
  });
  assert.match(said, /Everything works/);
  return said;
}
