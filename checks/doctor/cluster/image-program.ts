import { imageFormNames, imageForms, type ImageFormName } from "../../../facts/image-forms";
import { services } from "../../../facts/services";
import type { ClusterSnapshot, ContainerStatus } from "../../cluster/snapshot";

/** A program that an image lacks, and what to do about it. */
export interface MissingProgram {
  readonly words: string;
  readonly remedy: string;
}

/** What the kubelet, a shell and Node.js say of a program that isn't there. */
const ABSENT =
  /not found|no such file or directory|executable file|cannot find module|MODULE_NOT_FOUND/i;

/** The services whose images have several forms. */
const SERVICES = ["console", "portal"] as const;

/**
 * The program that a pod of Console or Portal should start and that its image lacks, such as pnpm in
 * a slim image; none for other services, and for what ends with another error.
 */
export function missingProgram(
  podName: string,
  { pods, logs }: Pick<ClusterSnapshot, "pods" | "logs">,
): MissingProgram | undefined {
  const pod = pods.find(({ metadata }) => metadata.name === podName);
  const label = pod?.metadata.labels?.["app.kubernetes.io/name"];
  const service = SERVICES.find((name) => services[name].label === label);
  if (service === undefined) return undefined;
  const said = [
    ...(pod?.status?.containerStatuses ?? []).flatMap(messagesOf),
    ...logs.filter((log) => log.pod === podName).flatMap(({ lines }) => lines),
  ].filter((line) => ABSENT.test(line));
  for (const form of imageFormNames) {
    const program = programsOf(form).find((name) => said.some((line) => line.includes(name)));
    if (program === undefined) continue;
    const other = imageFormNames.find((name) => name !== form);
    return {
      words: `its image has no ${program}`,
      remedy: `Set ${service}.imageForm to ${other ?? ""} in the stack config, or ${service}.command and ${service}.migration.command to what the image has, and run pulumi up.`,
    };
  }
  return undefined;
}

function messagesOf({ state, lastState }: ContainerStatus): string[] {
  return [
    state?.waiting?.message,
    state?.terminated?.message,
    lastState?.terminated?.message,
  ].filter((message) => message !== undefined);
}

/** The programs that images of a form have, and others lack. */
function programsOf(form: ImageFormName): string[] {
  const { server, migration } = imageForms[form];
  const words = [server, migration].flatMap(({ command, args }) =>
    command[0] === "node" ? args.slice(0, 1) : command.slice(0, 1),
  );
  return [...new Set(words)];
}
