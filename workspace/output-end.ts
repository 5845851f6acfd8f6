import { errorCode } from "../messages/errors";

/**
 * Calls back once the reader of the output is gone: a pipe that was closed, or a terminal. Without
 * it, each further write would be an error that nobody hears.
 */
export function onOutputEnd(callback: (code: "EPIPE" | "EIO") => void): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error) => {
      const code = errorCode(error);
      if (code !== "EPIPE" && code !== "EIO") throw error;
      callback(code);
    });
  }
}
