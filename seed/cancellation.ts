import { subscribe } from "node:diagnostics_channel";

/** What the engine calls in each of its providers when it is told to stop. */
const CANCEL = "/pulumirpc.ResourceProvider/Cancel";

const stopped = new AbortController();

/**
 * Aborts when the engine wants to stop (Ctrl-C). Pulumi's SDK answers that call of the engine and
 * passes it on to no dynamic provider, so the server's requests are listened to; on a Node before
 * 22.17, which doesn't tell of them, nothing is heard.
 */
export const cancelledByEngine: AbortSignal = stopped.signal;

subscribe("http2.server.stream.start", (message) => {
  const { headers } = message as { readonly headers?: Readonly<Record<string, unknown>> };
  if (headers?.[":path"] === CANCEL) stopped.abort();
});
