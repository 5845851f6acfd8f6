import ora, { type Ora } from "ora";

import { wrap } from "../../messages/wrap";
import type { Reporter } from "./reporter";

const LABEL_WIDTH = 11;
/** Before it, a sign and a space. */
const SIGN_WIDTH = 2;
/** Without a terminal, a long step says this often how far it is. */
const PLAIN_INTERVAL = 15_000;
/** A step that lasts longer shows for how long. */
const SHOW_SECONDS_AFTER = 5;

/** Shows steps on the error stream: spinners on a terminal, plain lines elsewhere. */
export class TerminalReporter implements Reporter {
  readonly #stream: NodeJS.WriteStream;
  #spinner: Ora | undefined;
  #ticker: NodeJS.Timeout | undefined;
  #step = "";
  #text = "";
  #began = 0;
  #lastPlain = 0;

  constructor(stream: NodeJS.WriteStream = process.stderr) {
    this.#stream = stream;
  }

  begin(step: string, text: string): void {
    this.#end();
    this.#step = step;
    this.#text = text;
    this.#began = this.#lastPlain = Date.now();
    if (this.#stream.isTTY) {
      // Raw mode would keep Ctrl-C from the engine.
      this.#spinner = ora({
        stream: this.#stream,
        discardStdin: false,
        color: process.env.NO_COLOR ? false : "cyan",
        text: this.#line(),
      }).start();
      this.#ticker = setInterval(() => {
        this.#show();
      }, 1000);
    }
  }

  update(text: string): void {
    this.#text = text;
    this.#show();
    if (!this.#spinner && Date.now() - this.#lastPlain > PLAIN_INTERVAL) {
      this.#lastPlain = Date.now();
      this.#plain(this.#line());
    }
  }

  done(text: string): void {
    this.#text = text;
    this.#last("✔", text);
  }

  fail(text: string): void {
    if (this.#step !== "") this.#last("✖", text);
  }

  notice(text: string): void {
    this.#aside(`ℹ ${text}`);
  }

  warn(text: string): void {
    this.#aside(`⚠ ${text}`);
  }

  /** A line beside the step that runs. */
  #aside(text: string): void {
    const spinner = this.#spinner;
    spinner?.clear();
    this.#plain(this.#wrapped(text, SIGN_WIDTH));
    spinner?.render();
  }

  /** The last line of a step: on a terminal it is broken between words, and hangs below itself. */
  #last(sign: "✔" | "✖", text: string): void {
    const line = this.#wrapped(`${sign} ${this.#label()}${text}`, SIGN_WIDTH + LABEL_WIDTH);
    const rest = line.slice(SIGN_WIDTH);
    if (this.#spinner === undefined) this.#plain(line);
    else if (sign === "✔") this.#spinner.succeed(rest);
    else this.#spinner.fail(rest);
    this.#end();
  }

  #wrapped(text: string, hanging: number): string {
    return this.#stream.isTTY ? wrap(text, (this.#stream.columns || 80) - 1, hanging) : text;
  }

  #show(): void {
    if (this.#spinner) this.#spinner.text = this.#line();
  }

  #line(): string {
    const seconds = Math.floor((Date.now() - this.#began) / 1000);
    const elapsed = seconds >= SHOW_SECONDS_AFTER ? ` (${duration(seconds)})` : "";
    const line = this.#label() + this.#text + elapsed;
    // A spinner that wraps leaves its lines behind.
    const width = (this.#stream.columns || 80) - 3;
    return this.#spinner && line.length > width ? `${line.slice(0, width - 1)}…` : line;
  }

  #label(): string {
    return this.#step.padEnd(LABEL_WIDTH);
  }

  #plain(line: string): void {
    this.#stream.write(`${line}\n`);
  }

  #end(): void {
    clearInterval(this.#ticker);
    this.#spinner?.stop();
    this.#spinner = undefined;
    this.#step = "";
  }
}

/** `75` as `1:15`. */
export function duration(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, "0")}`;
}
