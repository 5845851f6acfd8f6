import { parse, type HTMLElement } from "node-html-parser";

import type { Page } from "./browser";

/** A form to send: where to, and with which fields. */
export interface FilledForm {
  readonly action: URL;
  readonly fields: URLSearchParams;
}

/** The password form of a page, filled in; nothing where it has none. */
export function passwordForm(page: Page, login: string, password: string): FilledForm | undefined {
  const form = formsOf(page).find((entry) => inputsOf(entry, ["password"]).length > 0);
  return form && fill(page, form, { login, password });
}

/** A form that asks for the e-mail address first, filled in; nothing where it is another form. */
export function addressForm(page: Page, login: string): FilledForm | undefined {
  const form = formsOf(page).find(
    (entry) => inputsOf(entry, TEXTS).length === 1 && inputsOf(entry, ["password"]).length === 0,
  );
  return form && fill(page, form, { login });
}

/** The consent of Dex's approval page; nothing where it is another page. */
export function approvalForm(page: Page): FilledForm | undefined {
  const form = formsOf(page).find((entry) =>
    inputsOf(entry, ["hidden"]).some(
      (input) =>
        input.getAttribute("name") === "approval" && input.getAttribute("value") === "approve",
    ),
  );
  return form && fill(page, form, {});
}

/** The link of a page of login methods that leads to Dex's own users. */
export function localUsersLink({ url, body }: Page): URL | undefined {
  const links = parse(body)
    .querySelectorAll("a[href]")
    .map((link) => new URL(link.getAttribute("href") ?? "", url));
  return links.find(({ pathname }) => pathname.endsWith("/auth/local"));
}

const TEXTS = ["", "text", "email"];

function formsOf({ body }: Page): HTMLElement[] {
  return parse(body).querySelectorAll("form");
}

function inputsOf(form: HTMLElement, types: readonly string[]): HTMLElement[] {
  return form
    .querySelectorAll("input[name]")
    .filter((input) => types.includes((input.getAttribute("type") ?? "").toLowerCase()));
}

function fill(
  { url }: Page,
  form: HTMLElement,
  { login, password }: { readonly login?: string; readonly password?: string },
): FilledForm {
  const fields = new URLSearchParams();
  for (const input of inputsOf(form, [...TEXTS, "password", "hidden"])) {
    const type = (input.getAttribute("type") ?? "").toLowerCase();
    const value = TEXTS.includes(type) ? login : type === "password" ? password : undefined;
    fields.set(input.getAttribute("name") ?? "", value ?? input.getAttribute("value") ?? "");
  }
  // An empty action is the page's own address, query included.
  return { action: new URL(form.getAttribute("action") ?? "", url), fields };
}
