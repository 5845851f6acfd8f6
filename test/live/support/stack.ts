import { openProject, type Project } from "./project";
import { cluster } from "./prepare";

/** The namespace of the example that the journeys deploy first, and change then. */
export const NAMESPACE = "formance-test";

let opened: Project | undefined;

/** The checkout of the stack; made when a journey first asks for it. */
export async function stackProject(): Promise<Project> {
  opened ??= await openProject(cluster());
  return opened;
}

/** Sets a value of the stack config, as a person does. */
export async function setConfig(project: Project, key: string, value: string): Promise<void> {
  await project.run(`pulumi config set --path 'formance-control-plane:${key}' '${value}'`);
}
