import type { Check } from "../../check";
import { ok } from "../../finding";
import { errorAt, startLogin, type TestLogin } from "./test-login";

/** Pages before the form: methods to choose from, and one that asks for the address first. */
const PAGES = 4;

export const loginForm: Check<TestLogin> = {
  id: "login-form",
  title: "A login leads to a form for e-mail and password",
  meaning:
    "Membership sends the browser to the login provider, and the provider answers with its form.",
  causes: [
    "Membership doesn't know the issuer, or can't reach it.",
    "The provider doesn't know Membership's client or its redirect URI.",
    "The provider has no password form: users log in elsewhere, so a test user can't log in there.",
  ],
  remedy:
    "Open the Console in a browser: the page where it stops says the same. Then run pulumi up, which sets Membership's client on both sides.",
  async run(login, signal) {
    const { addressForm, localUsersLink, passwordForm } = await import("../../oidc/page-forms.js");
    const { pageText, place } = await import("../../oidc/browser.js");
    const { email, password } = login;
    const { browser, start } = await startLogin(login, signal);
    let arrival = await browser.open(start, signal);
    for (let page = 0; page < PAGES && arrival.at === "page"; page += 1) {
      if (passwordForm(arrival, email, password) !== undefined) break;
      const link = localUsersLink(arrival);
      const address = addressForm(arrival, email);
      if (arrival.status >= 400 || (link ?? address) === undefined) break;
      arrival =
        link !== undefined || address === undefined
          ? await browser.open(link ?? arrival.url, signal)
          : await browser.open(address.action, signal, address.fields);
    }
    login.progress.arrival = arrival;
    if (arrival.at === "end") throw new Error(`No form: ${errorAt(arrival.url)}`);
    if (passwordForm(arrival, email, password) === undefined) {
      throw new Error(`There is no form for a password: ${pageText(arrival)}`);
    }
    return ok(`The form is at ${place(arrival.url)}.`);
  },
};
