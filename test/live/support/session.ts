import { setTimeout as sleep } from "node:timers/promises";
import { Browser, pageText, type Arrival } from "../../../checks/oidc/browser";
import { localUsersLink, passwordForm } from "../../../checks/oidc/page-forms";
import { TIME_LIMIT, type ProbeResult } from "./probe";

const PAUSE = 100;

/** A person who has an account, and the application to log in at. */
export interface Account {
  readonly console: string;
  readonly email: string;
  readonly password: string;
  /** Trusted authority, PEM. */
  readonly authority: string;
}

/**
 * Logs in at Console through Membership and the form of Dex, without a browser. Answers a function
 * that asks Membership, through Console and with the token of the login, who has logged in.
 */
export async function openSession(account: Account): Promise<() => Promise<string>> {
  const browser = new Browser("", { ca: account.authority });
  const open = async (address: URL, form?: URLSearchParams) =>
    browser.open(address, AbortSignal.timeout(TIME_LIMIT), form);
  let arrival = await open(new URL(account.console));
  const link = arrival.at === "page" ? localUsersLink(arrival) : undefined;
  if (link !== undefined) arrival = await open(link);
  const form = arrival.at === "page" && passwordForm(arrival, account.email, account.password);
  if (!form) throw new Error(`no form for a password: ${textOf(arrival)}`);
  const page = textOf(await open(form.action, form.fields));
  if (!page.includes("Logged in as")) throw new Error(`not logged in: ${page}`);
  return async () => {
    const answer = await open(new URL("/me", account.console));
    if (answer.at !== "page" || answer.status !== 200) throw new Error(textOf(answer));
    return answer.body;
  };
}

function textOf(arrival: Arrival): string {
  return arrival.at === "page" ? pageText(arrival) : arrival.url.href;
}

/**
 * Logs in once and then asks Membership every 100 ms, and logs in anew all the time beside it, until
 * it is stopped.
 */
export async function startClient(account: Account): Promise<() => Promise<ProbeResult>> {
  const ask = await openSession(account);
  const begun = Date.now();
  const failures: string[] = [];
  let requests = 0;
  let isStopped = false;
  const repeat = async (what: string, work: () => Promise<unknown>) => {
    while (!isStopped) {
      try {
        await work();
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error);
        failures.push(`${((Date.now() - begun) / 1_000).toFixed(1)} s: ${what}: ${reason}`);
      }
      requests += 1;
      await sleep(PAUSE);
    }
  };
  const all = [repeat("a call", ask), repeat("a login", () => openSession(account))];
  return async () => {
    isStopped = true;
    await Promise.all(all);
    return { requests, failures };
  };
}
