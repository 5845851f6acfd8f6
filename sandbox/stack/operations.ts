import { messageOf } from "../../messages/errors";
import type { EngineEvent, OutputMap, Stack } from "@pulumi/pulumi/automation";

import { SandboxError } from "../errors";
import type { Interrupt } from "../terminal/interrupt";
import { ChangeCollector, type ResourceChange } from "./changes";
import { cleanMessage, DiagnosticCollector, diagnosticText, type Diagnostic } from "./diagnostics";
import { ProgressTracker, type Progress } from "./progress";

/** How an operation is watched and stopped. */
export interface OperationOptions {
  readonly onProgress?: (progress: Progress) => void;
  /** Called with each error and warning as it comes. */
  readonly onDiagnostic?: (diagnostic: Diagnostic) => void;
  readonly interrupt?: Interrupt;
  /** Look at the real resources first; for when some may have got lost. */
  readonly refresh?: boolean;
}

/** What an operation did. */
export interface OperationResult {
  /** The number of resources by what happened to them: `create`, `same`, ... */
  readonly changes: Readonly<Record<string, number>>;
  /** The resources that it changed. */
  readonly changed: readonly ResourceChange[];
  readonly seconds: number;
}

/** What a deployment did, and what it gives. */
export interface Deployment extends OperationResult {
  readonly outputs: OutputMap;
}

/** Options of the Automation API that every operation shares. */
interface Watched {
  readonly color: "never";
  readonly suppressProgress: true;
  readonly onEvent: (event: EngineEvent) => void;
  readonly onOutput: (text: string) => void;
  readonly onError: (text: string) => void;
  readonly signal?: AbortSignal;
}

/** Makes the stack as its program says. The project's own program has outputs, whatever else. */
export async function deploy(
  stack: Stack,
  options: OperationOptions & { readonly hasOutputs?: boolean } = {},
): Promise<Deployment> {
  let outputs: OutputMap = {};
  const result = await watch("The deployment", options, async (watched) => {
    const up = await stack.up({ ...watched, refresh: options.refresh ?? false });
    outputs = up.outputs;
  });
  if (options.hasOutputs === true && Object.keys(outputs).length === 0) {
    // The Automation API takes a lost connection for the engine's own end, and reports success.
    throw new SandboxError(
      "The deployment failed: the program lost its connection to the engine before it had finished, and the engine has removed every resource that wasn't registered by then. " +
        "Recreate the sandbox: npm run down, then npm start",
    );
  }
  return { ...result, outputs };
}

/** Says what a deployment would do. */
export function preview(stack: Stack, options: OperationOptions = {}): Promise<OperationResult> {
  return watch("The preview", options, async (watched) => {
    await stack.preview(watched);
  });
}

/** Removes what the stack made. */
export function destroy(stack: Stack, options: OperationOptions = {}): Promise<OperationResult> {
  return watch("The removal", options, async (watched) => {
    await stack.destroy({ ...watched, runProgram: false });
  });
}

async function watch(
  what: string,
  options: OperationOptions,
  run: (watched: Watched) => Promise<void>,
): Promise<OperationResult> {
  const tracker = new ProgressTracker();
  const collector = new DiagnosticCollector();
  const changeCollector = new ChangeCollector();
  let changes: Readonly<Record<string, number>> = {};
  const started = Date.now();
  const hear = (text: string) => {
    options.interrupt?.hear(text);
  };
  const onEvent = (event: EngineEvent) => {
    tracker.add(event);
    changeCollector.add(event);
    if (event.stdoutEvent !== undefined) hear(event.stdoutEvent.message);
    options.onProgress?.(tracker.progress);
    const diagnostic = collector.add(event);
    if (diagnostic !== undefined) options.onDiagnostic?.(diagnostic);
    if (event.summaryEvent !== undefined) changes = { ...event.summaryEvent.resourceChanges };
  };
  try {
    await run({
      color: "never",
      suppressProgress: true,
      onEvent,
      onOutput: hear,
      onError: hear,
      signal: options.interrupt?.signal,
    });
  } catch (error) {
    options.interrupt?.check();
    throw operationError(what, collector.errors, error);
  }
  options.interrupt?.check();
  return { changes, changed: changeCollector.changes, seconds: (Date.now() - started) / 1000 };
}

/** The causes as the engine told them; its own report only when it told none. */
function operationError(what: string, errors: readonly Diagnostic[], error: unknown): SandboxError {
  const causes = errors.length > 0 ? errors.map(diagnosticText) : [lastWords(messageOf(error))];
  const list = causes.length === 1 ? ` ${causes[0] ?? ""}` : `\n${causes.map(bullet).join("\n")}`;
  return new SandboxError(`${what} failed:${list}`, { cause: error });
}

function bullet(text: string): string {
  return `- ${text.replaceAll("\n", "\n  ")}`;
}

/** What the engine wrote on its error stream, out of the Automation API's report of everything. */
function lastWords(report: string): string {
  const stderr = /(?:^|\n) ?stderr: ([\s\S]*?)(?:\n ?err\?: |$)/.exec(report)?.[1] ?? report;
  const lines = cleanMessage(stderr)
    .split("\n")
    .filter((line) => line.trim() !== "");
  return lines.map((line) => cleanMessage(line)).join("\n");
}
