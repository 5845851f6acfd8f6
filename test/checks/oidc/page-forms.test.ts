import { deepEqual, equal } from "node:assert/strict";

import type { Page } from "../../../checks/oidc/browser";
import {
  addressForm,
  approvalForm,
  localUsersLink,
  passwordForm,
  type FilledForm,
} from "../../../checks/oidc/page-forms";

const page = (body: string): Page => ({
  at: "page",
  url: new URL("https://dex.example.com/dex/auth/local?state=abc"),
  status: 200,
  body,
});

const sent = (form: FilledForm | undefined) =>
  form && { to: form.action.href, ...Object.fromEntries(form.fields) };

describe("the forms of a login", () => {
  it("are filled in: address, password, and what was hidden in them", () => {
    const body = `
      <form action="/search"><input name="q"></form>
      <form method="post" action="/dex/auth/local/login?state=abc&amp;back=">
        <input type="hidden" name="csrf" value="token">
        <input type="text" name="login"><input type="password" name="password">
        <input type="checkbox" name="remember" value="1"><button type="submit">Login</button>
      </form>`;
    deepEqual(sent(passwordForm(page(body), "a@example.com", "p&q")), {
      to: "https://dex.example.com/dex/auth/local/login?state=abc&back=",
      csrf: "token",
      login: "a@example.com",
      password: "p&q",
    });
  });

  it("are sent to the page's own address where they name none", () => {
    const body = `<form method="post"><input name="user"><input type="password" name="pw"></form>`;
    equal(passwordForm(page(body), "a", "b")?.action.href, page("").url.href);
  });

  it("may ask for the address alone", () => {
    const body = `<form action="next"><input type="email" name="email"></form>`;
    deepEqual(sent(addressForm(page(body), "a@example.com")), {
      to: "https://dex.example.com/dex/auth/next",
      email: "a@example.com",
    });
    equal(passwordForm(page(body), "a", "b"), undefined);
  });

  it("may ask for consent, which is given", () => {
    const button = (value: string) =>
      `<form method="post"><input type="hidden" name="req" value="r"/>
       <input type="hidden" name="approval" value="${value}"/></form>`;
    deepEqual(sent(approvalForm(page(button("rejected") + button("approve")))), {
      to: page("").url.href,
      req: "r",
      approval: "approve",
    });
  });

  it("are behind the link to Dex's own users where there are several ways to log in", () => {
    const link = (id: string) => `<a href="/dex/auth/${id}?state=abc">${id}</a>`;
    equal(
      localUsersLink(page(link("okta") + link("local")))?.href,
      "https://dex.example.com/dex/auth/local?state=abc",
    );
    equal(localUsersLink(page("<a href='/'>Home</a>")), undefined);
  });
});
