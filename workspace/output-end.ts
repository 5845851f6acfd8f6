import { writeSync } from "node:fs";
import { errorCode, errorCodeText } from "../messages/errors";

/**
 * Calls back once the reader of the output is gone: a pipe that was closed, or a terminal. Without
 * it, each further write would be an error that nobody hears. Output that can't be written for
 * another reason, such as a full disk, ends the process.
 */
export function onOutputEnd(callback: (code: "EPIPE" | "EIO") => void): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error) => {
      const code = errorCode(error);
      if (code === "EPIPE" || code === "EIO") {
        callback(code);
        return;
      }
      const message = `The output can't be written (${errorCodeText(error)}).\n`;
      if (stream === process.stdout) writeSync(2, message);
      process.exit(1);
    });
  }
}
