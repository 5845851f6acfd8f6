import { probeHttp, type ProbeOptions } from "../../network/http-probe";
import { failed, ok, type CheckFinding } from "../../finding";
import { explained } from "./faults";

/** An address of a provider, and how it is asked. */
export interface ProviderAddress {
  readonly url: URL;
  readonly options: Omit<ProbeOptions, "signal">;
}

/** Whether an address answers. That a request without content is refused there is an answer too. */
export function answers(
  { url, options }: ProviderAddress,
  signal: AbortSignal,
): Promise<CheckFinding> {
  const described = url.pathname.includes("/.well-known/");
  return explained({ host: url.host, authority: "rootCA or rootCAs" }, async () => {
    const { status } = await probeHttp(url, { ...options, signal });
    const evidence = `${url.origin}${url.pathname} answers ${status}.`;
    const missing = described ? status !== 200 : status === 404 || status >= 500;
    return missing ? failed(evidence) : ok(evidence);
  });
}
