import { CookieJar } from "tough-cookie";

import { faultWords } from "../network/fault-words";
import { probeHttp, type ProbeOptions } from "../network/http-probe";
import { pageWords } from "../network/page-words";

/** Where following redirects ended: at a page, or at the address that was waited for. */
export type Arrival =
  | { readonly at: "page"; readonly url: URL; readonly status: number; readonly body: string }
  | { readonly at: "end"; readonly url: URL };

/** A page, at which a person would have to do something. */
export type Page = Extract<Arrival, { at: "page" }>;

/** A login goes over a few redirects at Membership and at the provider; more are a loop. */
const REDIRECTS = 20;

/** Follows redirects with cookies, as a browser does. */
export class Browser {
  readonly #jar = new CookieJar(undefined, { rejectPublicSuffixes: false });
  readonly #end: string;
  readonly #options: Omit<ProbeOptions, "signal">;

  /** `end` is the address without query at which it stops: the application's redirect URI. */
  constructor(end: string, options: Omit<ProbeOptions, "signal">) {
    this.#end = end;
    this.#options = options;
  }

  /**
   * Opens an address, or sends a form to it, and follows where it leads.
   *
   * @throws Error naming the address that does not answer
   */
  async open(start: URL, signal: AbortSignal, form?: URLSearchParams): Promise<Arrival> {
    let url = start;
    let body = form?.toString();
    for (let step = 0; step < REDIRECTS; step += 1) {
      if (`${url.origin}${url.pathname}` === this.#end) return { at: "end", url };
      const answer = await this.#send(url, signal, body);
      const { location } = answer.headers;
      if (answer.status < 300 || answer.status > 399 || location === undefined) {
        return { at: "page", url, status: answer.status, body: answer.body };
      }
      url = new URL(location, url);
      body = undefined;
    }
    throw new Error(`The login is caught in a redirect loop, last at ${place(url)}.`);
  }

  async #send(url: URL, signal: AbortSignal, body?: string) {
    const cookie = await this.#jar.getCookieString(url.href);
    const answer = await probeHttp(url, {
      ...this.#options,
      signal,
      headers: {
        accept: "text/html",
        ...(cookie !== "" && { cookie }),
        ...(body !== undefined && { "content-type": "application/x-www-form-urlencoded" }),
      },
      ...(body !== undefined && { method: "POST", body }),
    }).catch((error: unknown) => {
      throw new Error(`${place(url)} doesn't answer: ${faultWords(error)}.`, { cause: error });
    });
    for (const text of answer.headers["set-cookie"] ?? []) {
      await this.#jar.setCookie(text, url.href, { ignoreError: true });
    }
    return answer;
  }
}

/** An address without its query, which may hold codes. */
export function place(url: URL): string {
  return `${url.origin}${url.pathname}`;
}

/** What a page says, in a sentence. */
export function pageText({ url, status, body }: Page): string {
  const words = pageWords(body);
  return `${place(url)} answers ${status}${words === "" ? "" : `: ${words}`}.`;
}
