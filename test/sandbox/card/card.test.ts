import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";

import { countsText, renderCard, type CardData } from "../../../sandbox/card/card";

const DATA: CardData = {
  stack: "dev",
  urls: [
    { name: "Console", url: "https://console.example.com" },
    { name: "Membership", url: "https://membership.example.com/api" },
  ],
  login: { url: "https://console.example.com" },
  firstLogin: { email: "admin@example.com", passwordCommand: "npm run --silent password" },
  fctl: [
    {
      purpose: "Log in",
      command: "fctl login --membership-uri https://membership.example.com/api",
    },
  ],
  files: { folder: ".sandbox/manifests", count: 34 },
  database: {
    url: "postgresql://postgres@127.0.0.1:15432/membership",
    passwordFile: ".sandbox/postgres/password",
  },
  rows: { regions: 1, organizations: 1, users: 2, stacks: 1 },
  stateFolder: ".sandbox/state",
  localPlugins: false,
};

const CARD = `\
────────────────────────────────────────────────────────────────────────────────
Formance control plane, stack dev

Addresses
  Console     https://console.example.com
  Membership  https://membership.example.com/api

First login
  E-mail      admin@example.com
  Password    npm run --silent password

Where things are
  Manifests   34 files in .sandbox/manifests
              Secrets among them have their values in plain text
  Database    postgresql://postgres@127.0.0.1:15432/membership
              password in .sandbox/postgres/password
  Rows        1 region, 1 organization, 2 users, 1 stack
  State       .sandbox/state (its secrets are encrypted)

On a real cluster
  - Only the login is real here: no pods run, and a page stands in for the other
    services.
  - Deploy with npm start -- --context NAME to a cluster of your kubeconfig, or
    with pulumi up and your own backend.
  - You provide the database: formance-control-plane:database names a server
    that the pods can reach. Membership's migration Job creates its tables; the
    sandbox creates the documented ones.
  - Certificates come from cert-manager or a Secret, and the DNS names of the
    domain point to the ingress controller.
  - Images are pulled from a registry, and Formance may require a licence to run
    them.

Command line, on a cluster
  Log in:
    fctl login --membership-uri https://membership.example.com/api

When you are done
  npm stop      stops Dex and PostgreSQL, and keeps the data
  npm run down  removes everything
────────────────────────────────────────────────────────────────────────────────
`;

describe("the card", () => {
  it("tells everything in 80 columns", () => {
    assert.equal(renderCard(DATA, { width: 80, colour: false, explains: true }), CARD);
  });

  it("keeps to its width", () => {
    for (const width of [80, 120]) {
      const lines = renderCard(
        { ...DATA, localPlugins: true },
        { width, colour: false, explains: true },
      ).split("\n");
      assert.equal(Math.max(...lines.map(({ length }) => length)), width);
    }
  });

  it("is the same text in colour", () => {
    const coloured = renderCard(DATA, { width: 80, colour: true, explains: true });
    assert.notEqual(coloured, CARD);
    assert.equal(stripVTControlCharacters(coloured), CARD);
  });

  it("leaves out what is not known", () => {
    const card = renderCard(
      { stack: "dev", urls: [], fctl: [], stateFolder: ".sandbox/state", localPlugins: false },
      { width: 80, colour: false, explains: true },
    );
    for (const heading of ["Addresses", "First login", "Command line", "Manifests", "undefined"]) {
      assert.ok(!card.includes(heading), heading);
    }
  });

  it("breaks a long command as a shell takes it", () => {
    const command = `fctl cloud organizations update id ${"--name Example ".repeat(5).trim()}`;
    const card = renderCard(
      { ...DATA, fctl: [{ purpose: "Change the domain", command }] },
      { width: 80, colour: false, explains: true },
    );
    assert.match(card, /^ {4}fctl cloud .* \\\n {6}\S/m);
    const lines = card.split("\n");
    assert.ok(Math.max(...lines.map(({ length }) => length)) <= 80);
  });

  it("explains a real cluster once", () => {
    const card = renderCard(DATA, { width: 80, colour: false, explains: false });
    assert.match(card, /On a real cluster\n {2}npm start -- --help says/);
    assert.doesNotMatch(card, /fctl|cert-manager/);
  });

  it("says that nothing answers without the login", () => {
    const card = renderCard(
      { ...DATA, login: undefined },
      { width: 80, colour: false, explains: true },
    );
    assert.match(card, /Nothing answers at the addresses here/);
  });

  it("is another one for a cluster", () => {
    const { files: _, database: __, ...rest } = DATA;
    const card = renderCard(
      { ...rest, cluster: { context: "kind" } },
      { width: 80, colour: false, explains: true },
    );
    assert.match(card, /Cluster {5}context kind/);
    assert.doesNotMatch(card, /Only the login|Manifests/);
  });

  it("counts in words", () => {
    assert.equal(countsText({ regions: 1, users: 2, stacks: 0 }), "1 region, 2 users, 0 stacks");
  });
});
