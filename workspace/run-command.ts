import { spawn } from "node:child_process";

/** How a command is run. */
export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly uid?: number;
  readonly gid?: number;
  /** Milliseconds after which the command is killed. */
  readonly timeout?: number;
  /** Called with each line that the command prints on either stream. */
  readonly onLine?: (line: string) => void;
  /** What the command reads from its standard input; nothing if absent. */
  readonly input?: string;
}

/** What a command did. `code` is undefined when it could not be started or was killed. */
export interface RunResult {
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
  readonly timedOut: boolean;
  /** Why it could not be started, for example `ENOENT`. */
  readonly failure?: string;
}

/** Runs a command without a shell and without a terminal; never throws. */
export function runCommand(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<RunResult> {
  return new Promise((resolve) => {
    let stdout = "";
    let stderr = "";
    let timedOut = false;
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env,
      uid: options.uid,
      gid: options.gid,
      stdio: ["pipe", "pipe", "pipe"],
    });
    // A command that ends without reading closes the pipe first.
    child.stdin.on("error", () => undefined).end(options.input ?? "");
    const timer =
      options.timeout === undefined
        ? undefined
        : setTimeout(() => {
            timedOut = true;
            child.kill("SIGKILL");
            // A grandchild may hold the pipes open; the result must not wait for it.
            child.stdout.destroy();
            child.stderr.destroy();
          }, options.timeout);
    const lines = options.onLine === undefined ? undefined : splitLines(options.onLine);
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
      lines?.(text);
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
      lines?.(text);
    });
    child.on("error", (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      resolve({ code: undefined, stdout, stderr, timedOut, failure: error.code ?? error.message });
    });
    child.on("close", (code) => {
      clearTimeout(timer);
      resolve({ code: code ?? undefined, stdout, stderr, timedOut });
    });
  });
}

/** Cuts a stream of text into lines; an unfinished last line waits for its end. */
function splitLines(onLine: (line: string) => void): (text: string) => void {
  let rest = "";
  return (text) => {
    const lines = (rest + text).split(/\r?\n/);
    rest = lines.pop() ?? "";
    lines.forEach(onLine);
  };
}

/** A program's file name on this platform. */
export function executable(name: string): string {
  return process.platform === "win32" ? `${name}.exe` : name;
}
