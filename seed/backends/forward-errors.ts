import { errorCode } from "../../messages/errors";
import { SeedError } from "../errors";
import type { ForwardTarget } from "./forward-target";

/** An error of the Kubernetes API on the way to a database, in words for people. */
export function forwardError(error: unknown, target: ForwardTarget, server: string): SeedError {
  if (error instanceof SeedError) return error;
  const { namespace, service, pod } = target;
  const place =
    pod === undefined ? `Service ${namespace}/${service ?? ""}` : `pod ${namespace}/${pod}`;
  const fail = (message: string, retriable = false): SeedError =>
    new SeedError(message, { retriable, cause: error });
  switch (statusOf(error)) {
    case 401:
      return fail(
        `The Kubernetes API at ${server} refused the login of the kubeconfig: log in again, or give another context as portForward.context.`,
      );
    case 403:
      return fail(
        `Kubernetes forbids the port-forward to ${place}. It needs these rights in namespace ${namespace}: get services; get and list pods; get and create pods/portforward.`,
      );
    case 404:
      return fail(
        `There is no ${place}: correct portForward, or the context; to see what exists: kubectl get services,pods --namespace ${namespace}.`,
      );
  }
  return fail(
    `The Kubernetes API at ${server} can't be reached (${reasonOf(error)}): check the kubeconfig's context and the network.`,
  );
}

/** The code of a network error, else the library's own words, such as of a missing login helper. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = errorCode(error) ?? errorCode(cause);
  if (code !== undefined) return code;
  const message = error instanceof Error ? error.message : "";
  return message.split("\n")[0] ?? "";
}

/** A forwarded connection that broke; the next attempt opens another. */
export function forwardLost(target: ForwardTarget, reason: string): SeedError {
  const name = target.service ?? target.pod ?? "";
  const detail = reason === "" ? "" : ` (${reason})`;
  return new SeedError(
    `The port-forward to ${target.namespace}/${name} was lost${detail}. Run again: the transaction was either rolled back or complete.`,
    { retriable: true },
  );
}

/** The HTTP status of an answer: of a request, or of a WebSocket that was refused. */
function statusOf(error: unknown): number | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  if ("code" in error && typeof error.code === "number") return error.code;
  const message = "message" in error && typeof error.message === "string" ? error.message : "";
  const status = /Unexpected server response: (\d{3})/.exec(message)?.[1];
  return status === undefined ? undefined : Number(status);
}
