import { copyFileSync } from "node:fs";
import path from "node:path";
import { ISSUER } from "../cluster/certificates";
import { INGRESS_CLASS } from "../cluster/entry";
import { forwardPostgres } from "./port-forward";
import { openProject, type Project } from "./project";
import { cluster } from "./prepare";
import type { Account } from "./session";

/** The stack that most journeys work on, and its namespace. */
export const STACK = "small-test";
export const NAMESPACE = "formance-test";
export const EMAIL = "admin@formance.test";

let opened: Project | undefined;
let isDeployed = false;

/** The checkout of the stacks; made when a journey first asks for it. */
export async function stackProject(): Promise<Project> {
  opened ??= await openProject(cluster());
  return opened;
}

/** The same with the stack deployed, which the first journey does by steps of its own. */
export async function deployedProject(): Promise<Project> {
  const project = await stackProject();
  if (isDeployed) return project;
  await createStack(project);
  await deployStack(project);
  return project;
}

/** Makes the stack from its example, as the README says. */
export async function createStack(project: Project): Promise<void> {
  const { run, folder } = project;
  await run("cp examples/small-test/Pulumi.small-test.yaml .");
  await run(`pulumi stack init ${STACK}`);
  copyFileSync(path.join(cluster().folder, "authority.crt"), path.join(folder, "authority.crt"));
  await setConfig(project, "ingress.className", INGRESS_CLASS);
  await setConfig(project, "ingress.waitForLoadBalancer", "true");
  await setConfig(project, "ingress.tls.mode", "cert-manager");
  await setConfig(project, "ingress.tls.issuer", ISSUER);
  await setConfig(project, "trust.caBundle", "file:authority.crt");
  await setConfig(project, "portal.enabled", "true");
  await run("sh examples/small-test/secrets.sh", `${cluster().postgres.password}\n`);
  await forwardPostgres(project);
}

/** Deploys it. Answers what the command printed. */
export async function deployStack(project: Project): Promise<string> {
  const printed = await project.run("pulumi up --yes");
  isDeployed = true;
  return printed;
}

/** Sets a value of the stack config, as a person does. */
export async function setConfig(project: Project, key: string, value: string): Promise<void> {
  await project.run(`pulumi config set --path 'formance-control-plane:${key}' '${value}'`);
}

/** A stack output as it is printed. */
export async function stackOutput({ run }: Project, name: string): Promise<string> {
  return (await run(`pulumi stack output ${name} --show-secrets`)).trim();
}

/** The person who can log in first. */
export async function firstAccount(project: Project): Promise<Account> {
  return {
    console: await stackOutput(project, "consoleUrl"),
    email: await stackOutput(project, "firstLoginEmail"),
    password: await stackOutput(project, "firstLoginPassword"),
    authority: cluster().authority,
  };
}
