import * as z from "zod";
import { doctorSchema, preflightSchema } from "../cli/doctor/report";
import { forgetSchema } from "../cli/forget/report";
import { configurationPage } from "./configuration-page";
import { sharedFileSchema, stackFileSchema } from "./editor-schema";
import { troubleshootingPage } from "./troubleshooting-page";

const project = "formance-control-plane";

/** What is generated from the config schema and the checks, by its path from the project's folder. */
export function generatedFiles(): ReadonlyMap<string, string> {
  return new Map([
    ["schemas/stack-config.json", json(stackFileSchema(project))],
    ["schemas/shared-config.json", json(sharedFileSchema(project))],
    ["schemas/doctor.json", json(z.toJSONSchema(doctorSchema, { io: "input" }))],
    ["schemas/preflight.json", json(z.toJSONSchema(preflightSchema, { io: "input" }))],
    ["schemas/forget-helm-release.json", json(z.toJSONSchema(forgetSchema, { io: "input" }))],
    ["docs/configuration.md", configurationPage(project)],
    ["docs/troubleshooting.md", troubleshootingPage()],
  ]);
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
