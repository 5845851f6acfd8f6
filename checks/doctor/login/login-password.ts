import type { Check } from "../../check";
import { ok } from "../../finding";
import type { TestLogin } from "./test-login";

export const loginPassword: Check<TestLogin> = {
  id: "login-password",
  title: "The provider accepts the test user's password",
  meaning: "Otherwise the form comes back, or a page says that the user can't log in.",
  causes: [
    "The password is wrong, or the user isn't one of the local users.",
    "The directory behind the provider is down.",
  ],
  remedy:
    "Read the generated passwords of local users with pulumi stack output localPasswords --show-secrets. Add the user to `dex.localUsers`, or give another password.",
  async run({ email, password, progress }, signal) {
    const { approvalForm, passwordForm } = await import("../../oidc/page-forms.js");
    const { pageText } = await import("../../oidc/browser.js");
    const { browser, arrival } = progress;
    const form = arrival?.at === "page" ? passwordForm(arrival, email, password) : undefined;
    if (browser === undefined || form === undefined) throw new Error("There was no form.");
    let next = await browser.open(form.action, signal, form.fields);
    if (next.at === "page" && passwordForm(next, email, password) !== undefined) {
      throw new Error(`The form comes back: ${pageText(next)}`);
    }
    if (next.at === "page" && next.url.origin === form.action.origin && next.status >= 400) {
      throw new Error(`The provider refuses the login: ${pageText(next)}`);
    }
    const approval = next.at === "page" ? approvalForm(next) : undefined;
    if (approval !== undefined) next = await browser.open(approval.action, signal, approval.fields);
    progress.arrival = next;
    return ok(`The provider at ${form.action.origin} lets the user in.`);
  },
};
