import { html, Markup } from "./html";
import type { Joinings } from "./joining";
import type { LoginAddress } from "../../workspace/login-addresses";
import type { LoginSettings, LoginStatus } from "./settings";
import { STYLE } from "./style";

/** What the page shows. */
export interface PageContent {
  readonly settings: LoginSettings;
  readonly status: Pick<LoginStatus, "dexFailure" | "connectorFailures">;
  /** The last warnings and errors of Dex. */
  readonly troubles: readonly string[];
  /** Who is in. */
  readonly person?: { readonly claims: Readonly<Record<string, unknown>> } & Joinings;
  /** What went wrong, in a sentence. */
  readonly error?: string;
}

/** The page that stands in for Membership, Console and Portal. */
export function loginPage(content: PageContent): string {
  const { settings, status, troubles, person, error } = content;
  const title = person === undefined ? "Log in" : `Logged in as ${nameOf(person.claims)}`;
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · Formance sandbox</title>
        <style>
          ${new Markup(STYLE)}
        </style>
      </head>
      <body>
        <p class="note">
          <strong>This page stands in for Membership, Console and Portal</strong>, which the sandbox
          doesn't run. The login is real: Dex runs with the configuration of the stack
          <code>${settings.stack}</code>.
        </p>
        <main>
          <header>
            <h1>${title}</h1>
            ${
              person !== undefined &&
              html`<form method="post" action="/logout"><button>Log out</button></form>`
            }
          </header>
          ${error !== undefined && html`<p class="alert" role="alert">${error}</p>`}
          ${
            status.dexFailure !== undefined &&
            html`<p class="alert" role="alert">
              <strong>Dex isn't running.</strong> ${status.dexFailure}
            </p>`
          }
          ${person === undefined ? invitation(settings) : whoIsIn(person, settings)}
          ${connectors(settings, status)}
          ${
            troubles.length > 0 &&
            html`<h2>Warnings and errors from Dex, latest last</h2>
              <pre>${troubles.join("\n")}</pre>`
          }
          ${onCluster(settings)}
        </main>
      </body>
    </html> `;
  return page.text;
}

function invitation({ firstLogin }: LoginSettings): Markup {
  return html`<p><a class="button" href="/login">Log in with Dex</a></p>
    ${
      firstLogin !== undefined &&
      html`<p>
          The stack's first user is <strong>${firstLogin.email}</strong>. This prints the password:
        </p>
        <pre>${firstLogin.passwordCommand}</pre>`
    }`;
}

function whoIsIn(person: NonNullable<PageContent["person"]>, settings: LoginSettings): Markup {
  const { claims } = person;
  return html`<table>
      <tbody>
        <tr>
          <th scope="row">E-mail</th>
          <td>${emailOf(claims)}${verification(claims)}</td>
        </tr>
        <tr>
          <th scope="row">Connector</th>
          <td>${connectorOf(claims, settings)}</td>
        </tr>
      </tbody>
    </table>
    <h2>Organizations</h2>
    ${organizations(person, claims)}
    <h2>Claims of the ID token</h2>
    <pre>${JSON.stringify(claims, null, 2)}</pre>`;
}

function organizations({ joinings, failure }: Joinings, claims: Record<string, unknown>): Markup {
  if (failure !== undefined) {
    return html`<p class="alert">Membership's rows can't be read: ${failure}</p>`;
  }
  const email = emailOf(claims);
  if (joinings.length === 0) {
    return html`<p>
      None: the seed lists ${email} in no organization, and no organization has the domain
      ${email.split("@").at(-1)}. Add the user or the domain under
      <code>formance-control-plane:seed</code>, then run <code>npm start</code>.
    </p>`;
  }
  return html`<table class="wide">
    <thead>
      <tr>
        <th scope="col">Organization</th>
        <th scope="col">Access</th>
        <th scope="col">Why</th>
      </tr>
    </thead>
    <tbody>
      ${joinings.map(
        ({ organization, access, reason }) =>
          html`<tr>
            <td data-label="Organization">${organization}</td>
            <td data-label="Access">${access}</td>
            <td data-label="Why">${reason}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}

function connectors(
  { connectors: known, connectorRedirectUri, dex, stack }: LoginSettings,
  { connectorFailures, dexFailure }: PageContent["status"],
): Markup {
  const state = (id: string, setting: string | undefined) => {
    const failure = connectorFailures[id];
    if (failure !== undefined) {
      return html`<span class="bad">failed: ${failure}</span>${
          setting !== undefined && html`, set by <code>${setting}</code>`
        }.
        To try again, run <code>npm start</code>.`;
    }
    return dexFailure === undefined ? html`<span class="good">loaded</span>` : html`unknown`;
  };
  // The sandbox's own stack is for no cluster.
  const isForCluster = stack !== "dev" && connectorRedirectUri !== undefined;
  return html`<h2>Ways to log in</h2>
    <table class="wide">
      <thead>
        <tr>
          <th scope="col">Connector</th>
          <th scope="col">Type</th>
          <th scope="col">State</th>
        </tr>
      </thead>
      <tbody>
        ${known.map(
          ({ id, type, name, setting }) =>
            html`<tr>
              <td data-label="Connector">${name} <code>${id}</code></td>
              <td data-label="Type">${type}</td>
              <td data-label="State">${state(id, setting)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    <p>
      To add one, list it under <code>connectors</code> of
      <code>formance-control-plane:dex</code> in the stack file, store its secret with
      <code>npm run secret</code>, and run <code>npm start</code> again;
      <code>docs/identity.md</code> has a guide for each provider. Register
      ${
        isForCluster
          ? "these redirect URIs at the identity provider, for this sandbox and for a cluster"
          : "this redirect URI at the identity provider"
      }:
    </p>
    <pre>
${breakable(`${dex.config.issuer}/callback`)}${
        isForCluster && html` ${breakable(connectorRedirectUri)}`
      }</pre>`;
}

/** An address that breaks between its parts where it is too long. */
function breakable(address: string): Markup[] {
  return address.split(/(?<=\/)/).map((part) => html`${part}<wbr />`);
}

function onCluster(settings: LoginSettings): Markup {
  const { stack, publicClients, dex, differences } = settings;
  const [publicClient] = publicClients;
  return html`<h2>On a real cluster</h2>
    ${stack === "dev" ? newStack() : sameStack(settings)}
    <h2>Device flow</h2>
    ${
      publicClient === undefined
        ? html`<p>
            fctl uses the device flow of Membership, which doesn't run here. Dex has its own device
            flow, for clients without a secret (<code>dex.additionalClients</code> with
            <code>public: true</code> and the redirect URI <code>/device/callback</code>). This
            stack has no such client.
          </p>`
        : html`<p>
              fctl uses the device flow of Membership, which doesn't run here. That of Dex works:
            </p>
            <pre>
curl --cacert .sandbox/login/ca.crt ${dex.config.issuer}/device/code \\
  --data client_id=${publicClient} --data scope="openid email"</pre>`
    }
    ${differences.map((difference) => html`<p>${difference}</p>`)}`;
}

/** The sandbox's own stack has what no cluster must have. */
function newStack(): Markup {
  return html`<p>
      The stack <code>dev</code> is for the sandbox only. For a cluster, create a stack with its own
      domain, database and connectors, here <code>acme</code>:
    </p>
    <pre>
npx control-plane stack new acme --from production
npx control-plane preflight --stack acme
pulumi up --stack acme
npx control-plane open --stack acme</pre>
    <p>The last command shows its addresses, and how fctl logs in.</p>`;
}

function sameStack({ addresses, stack, fctlLogin }: LoginSettings): Markup {
  return html`<pre>
npx control-plane preflight --stack ${stack}
pulumi up --stack ${stack}
npx control-plane open --stack ${stack}${fctlLogin !== undefined && `\n${fctlLogin}`}</pre>
    <p>The addresses are then those of the stack, without the port of the sandbox:</p>
    <table>
      <tbody>
        ${addresses.map(address)}
      </tbody>
    </table>`;
}

function address({ service, deployedUrl }: LoginAddress): Markup {
  return html`<tr>
    <th scope="row">${service}</th>
    <td>${deployedUrl}</td>
  </tr>`;
}

function nameOf(claims: Readonly<Record<string, unknown>>): string {
  return emailOf(claims) || String(claims.sub);
}

/** The e-mail address that Membership would know the person by. */
export function emailOf({ email }: Readonly<Record<string, unknown>>): string {
  return typeof email === "string" ? email : "";
}

function verification({ email_verified: verified }: Readonly<Record<string, unknown>>): string {
  if (verified === undefined) return "";
  return verified === true ? ", verified" : ", not verified";
}

function connectorOf(
  { federated_claims: federated }: Readonly<Record<string, unknown>>,
  { connectors: known, client }: LoginSettings,
): string {
  const id =
    typeof federated === "object" && federated !== null && "connector_id" in federated
      ? String(federated.connector_id)
      : undefined;
  if (id === undefined) {
    return `not told: the client's scopes (${client.scope}) lack federated:id`;
  }
  const found = known.find((connector) => connector.id === id);
  return found === undefined ? id : `${found.name} (${id}, type ${found.type})`;
}
