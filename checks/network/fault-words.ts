const FAULTS: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing listens there",
  ECONNRESET: "the connection was closed",
  ENOTFOUND: "the name doesn't resolve",
  EAI_AGAIN: "the name doesn't resolve, or the resolver doesn't answer",
  EHOSTUNREACH: "there is no route to the address",
  ENETUNREACH: "there is no route to the address",
  ETIMEDOUT: "there is no answer",
};

/** A network error in words; other errors unchanged. */
export function faultWords(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code = "" } = error as NodeJS.ErrnoException;
  return FAULTS[code] ?? error.message;
}

/** The same as a sentence of its own, with the host where the error names it. */
export function faultSentence(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const {
    code = "",
    hostname,
    address,
    port,
  } = error as NodeJS.ErrnoException & {
    readonly hostname?: string;
    readonly address?: string;
    readonly port?: number;
  };
  const words = FAULTS[code];
  if (words === undefined) return error.message;
  const place = hostname ?? (address === undefined ? undefined : `${address}:${port ?? "?"}`);
  return `No connection${place === undefined ? "" : ` to ${place}`}: ${words}.`;
}
