import * as pulumi from "@pulumi/pulumi";
import { imageFormNames, imageFormOf, imageForms } from "../../facts/image-forms";
import { services } from "../../facts/services";
import type { ContainerImageArgs } from "../args/place";
import type { WebServerArgs } from "../args/web";

/** What decides how an image is started. */
interface StartArgs extends WebServerArgs {
  image?: ContainerImageArgs;
}

/** The command of the server or the migration: one of your own, or that of the image's form. */
export function imageCommand(
  service: "console" | "portal",
  args: StartArgs,
  task: "server" | "migration",
): { command: pulumi.Input<pulumi.Input<string>[]>; args: pulumi.Input<pulumi.Input<string>[]> } {
  const own = task === "server" ? args : args.migration;
  const named = imageFormNames.find((name) => name === args.imageForm);
  const form = pulumi
    .output(args.image?.tag)
    .apply((tag = services[service].image.tag) => imageForms[named ?? imageFormOf(tag)][task]);
  return {
    command: own?.command ?? form.apply(({ command }) => [...command]),
    args: own?.args ?? (own?.command === undefined ? form.apply((each) => [...each.args]) : []),
  };
}
