import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { Constants, Extractor, IdentityProvider, SamlLib, ServiceProvider } from "samlify";
import type { KeyPair } from "../../support/certificates";
import type { LoggingServer } from "./server-process";

/** What an identity provider does with its answer: the one that is right, and wrong ones. */
export type SamlAnswer =
  | "assertion-signed"
  | "response-signed"
  | "unsigned"
  | "altered-after-signing"
  | "signed-by-a-stranger"
  | "signed-by-an-expired-key"
  | "for-another-request"
  | "for-another-audience";

/** Who may log in at it, and for whom it answers. */
export interface SamlIdpOptions {
  readonly keys: KeyPair;
  /** Another key, with which it signs where it is asked to. */
  readonly stranger: KeyPair;
  /** One whose certificate has run out. */
  readonly expired: KeyPair;
  /** Where answers go. */
  readonly callback: string;
  readonly user: SamlUser;
}

/** The one user. */
export interface SamlUser {
  readonly login: string;
  readonly password: string;
  readonly nameId: string;
  /** By the names of the attributes. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** A SAML identity provider on loopback. */
export interface SamlIdp extends LoggingServer {
  readonly issuer: string;
  /** Where a service sends users that are to get such an answer. */
  ssoUrl(answer: SamlAnswer): string;
}

const NAME_FORMAT = "urn:oasis:names:tc:SAML:2.0:attrname-format:basic";
const NAME_ID_FORMAT = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent";
const POST = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST";
const LIFE = 5 * 60_000;

/**
 * Starts an identity provider that takes requests by POST, asks for a password and answers by POST.
 * The last part of the path is the answer that it gives.
 */
export async function startSamlIdp(options: SamlIdpOptions): Promise<SamlIdp> {
  const said: string[] = [];
  let issuer = "";
  const server = createServer((request, response) => {
    void (async () => {
      const fields = new URLSearchParams(await text(request));
      const answer = (request.url ?? "").replace("/sso/", "") as SamlAnswer;
      const page = await pageOf(options, issuer, answer, fields);
      said.push(
        `${answer}: ${page.includes("SAMLResponse") ? "answered" : "asked for a password"}`,
      );
      response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(page);
    })().catch((error: unknown) => {
      said.push(String(error));
      response.writeHead(500).end("failed");
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    issuer,
    ssoUrl: (answer) => `${issuer}/sso/${answer}`,
    log: () => said.join("\n"),
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

async function pageOf(
  options: SamlIdpOptions,
  issuer: string,
  answer: SamlAnswer,
  fields: URLSearchParams,
): Promise<string> {
  const { callback, user } = options;
  const SAMLRequest = fields.get("SAMLRequest") ?? "";
  const RelayState = fields.get("RelayState") ?? "";
  if (fields.get("login") !== user.login || fields.get("password") !== user.password) {
    const asked = '<input name="login"><input name="password" type="password">';
    return formOf("", { SAMLRequest, RelayState }, asked);
  }
  const xml = Buffer.from(SAMLRequest, "base64").toString();
  const { request } = Extractor.extract(xml, Extractor.loginRequestFields) as {
    request: { id: string };
  };
  const response = await responseOf(options, issuer, answer, request.id);
  return formOf(callback, { SAMLResponse: toBase64(response), RelayState });
}

async function responseOf(
  { callback, user, ...keyPairs }: SamlIdpOptions,
  issuer: string,
  answer: SamlAnswer,
  requestId: string,
): Promise<string> {
  const signer = signerOf(keyPairs, answer);
  const provider = IdentityProvider({
    entityID: issuer,
    privateKey: signer.key,
    signingCert: signer.certificate,
    requestSignatureAlgorithm: Constants.algorithms.signature.RSA_SHA256,
    nameIDFormat: [NAME_ID_FORMAT],
    singleSignOnService: [{ Binding: POST, Location: issuer }],
    // Without one the library prints a warning.
    singleLogoutService: [{ Binding: POST, Location: issuer }],
    loginResponseTemplate: {
      context: SamlLib.defaultLoginResponseTemplate.context,
      attributes: Object.keys(user.attributes).map((name) => ({
        name,
        valueTag: name,
        nameFormat: NAME_FORMAT,
        valueXsiType: "xs:string",
      })),
    },
  });
  const service = ServiceProvider({
    entityID: callback,
    wantAssertionsSigned: answer !== "response-signed",
    wantMessageSigned: answer === "response-signed",
    assertionConsumerService: [{ Binding: POST, Location: callback }],
  });
  const values = {
    ...valuesOf(issuer, callback, user),
    InResponseTo: answer === "for-another-request" ? "_another" : requestId,
    Audience: answer === "for-another-audience" ? "https://another.example.com" : callback,
  };
  const { context } = await provider.createLoginResponse(
    service,
    { extract: {} },
    "post",
    {},
    {
      customTagReplacement: (template: string) => ({
        id: values.ID,
        context: SamlLib.replaceTagsByValue(template, values),
      }),
    },
  );
  const response = Buffer.from(context, "base64").toString();
  switch (answer) {
    case "unsigned":
      return response.replace(/<ds:Signature.*?<\/ds:Signature>/s, "");
    case "altered-after-signing":
      return response.replaceAll(user.nameId, "somebody-else");
    default:
      return response;
  }
}

function signerOf(
  { keys, stranger, expired }: Pick<SamlIdpOptions, "keys" | "stranger" | "expired">,
  answer: SamlAnswer,
): KeyPair {
  switch (answer) {
    case "signed-by-a-stranger":
      return stranger;
    case "signed-by-an-expired-key":
      return expired;
    default:
      return keys;
  }
}

/** What the template of a response has places for. */
function valuesOf(issuer: string, callback: string, { nameId, attributes }: SamlUser) {
  const now = new Date();
  const end = new Date(now.getTime() + LIFE).toISOString();
  // The library names the place of an attribute's value like this.
  const values = Object.entries(attributes).map(([name, value]) => [
    `attr${name.charAt(0).toUpperCase()}${name.slice(1)}`,
    value,
  ]);
  return {
    ID: `_${crypto.randomUUID()}`,
    AssertionID: `_${crypto.randomUUID()}`,
    Destination: callback,
    SubjectRecipient: callback,
    Issuer: issuer,
    IssueInstant: now.toISOString(),
    StatusCode: Constants.StatusCode.Success,
    ConditionsNotBefore: now.toISOString(),
    ConditionsNotOnOrAfter: end,
    SubjectConfirmationDataNotOnOrAfter: end,
    NameIDFormat: NAME_ID_FORMAT,
    NameID: nameId,
    AuthnStatement: "",
    ...(Object.fromEntries(values) as Record<string, string>),
  };
}

function formOf(action: string, hidden: Readonly<Record<string, string>>, asked = ""): string {
  const inputs = Object.entries(hidden).map(
    ([name, value]) => `<input type="hidden" name="${name}" value="${escaped(value)}">`,
  );
  return `<form method="post" action="${escaped(action)}">${inputs.join("")}${asked}</form>`;
}

function escaped(value: string): string {
  return value.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}

function toBase64(value: string): string {
  return Buffer.from(value).toString("base64");
}
