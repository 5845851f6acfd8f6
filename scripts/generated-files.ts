import * as z from "zod";
import { doctorSchema } from "../cli/doctor/report";
import { preflightSchema } from "../cli/preflight/report";
import { parityPage } from "../moving-from-helm/capabilities/parity-page";
import { forgetSchema } from "../moving-from-helm/forget/report";
import { defaultsFile } from "./arguments/defaults";
import { argumentFiles } from "./arguments/files";
import { configurationPage } from "./configuration-page";
import { sharedFileSchema, stackFileSchema } from "./editor-schema";
import { withDefinitions } from "./shared-definitions";
import { packageSchema } from "./package-schema/package-schema";
import { troubleshootingPage } from "./troubleshooting-page";

const project = "formance-control-plane";

/** What is generated from the config schema, the capabilities and the checks, by its path from the project's folder. */
export function generatedFiles(): ReadonlyMap<string, string> {
  return new Map([
    ["schemas/stack-config.json", json(stackFileSchema(project))],
    ["schemas/shared-config.json", json(sharedFileSchema(project))],
    ["schemas/doctor.json", json(reportSchema(doctorSchema, { "results.[]": "result" }))],
    ["schemas/preflight.json", json(reportSchema(preflightSchema))],
    ["schemas/forget-helm-release.json", json(reportSchema(forgetSchema))],
    ...argumentFiles(),
    ["facts/defaults.ts", defaultsFile()],
    ["docs/configuration.md", configurationPage(project)],
    ["docs/parity.md", parityPage()],
    ["docs/troubleshooting.md", troubleshootingPage()],
  ]);
}

/** What is generated from the sources of the components, which takes seconds to read. */
export function inferredFiles(): ReadonlyMap<string, string> {
  return new Map([["plugin/schema.json", json(packageSchema())]]);
}

function reportSchema(schema: z.ZodType, names?: Readonly<Record<string, string>>) {
  return withDefinitions(z.toJSONSchema(schema, { io: "input" }), names);
}

/** JSON with lists of plain values, and of one reference, on one line. */
function json(value: unknown): string {
  const text = JSON.stringify(value, undefined, 2)
    .replaceAll(/\[\n\s+\{\n\s+("\$ref": "[^"]+")\n\s+\}\n\s+\]/g, "[{ $1 }]")
    .replaceAll(/\[\n[^[\]{}]+\]/g, (list) =>
      list.replaceAll(/\n\s+/g, " ").replace("[ ", "[").replace(" ]", "]"),
    );
  return `${text}\n`;
}
