import { natsUrlProblem } from "../facts/nats-url";
import { pathProblem, urlUses, webUrlProblem } from "../facts/web-url";
import { trimmed, type TextFormat } from "./text-formats";

export const urlPath: TextFormat = (value) => {
  if (value === "") return undefined;
  if (!value.startsWith("/")) return "doesn't begin with a slash. Write it like /realms/main.";
  if (value.endsWith("/")) return "ends with a slash. Remove the last slash.";
  if (/[?#\s]|\/\//.test(value)) {
    return "is not a URL path. Write it like /realms/main, without spaces, ? or #.";
  }
  return pathProblem(value);
};

/** The path of an issuer, which must match exactly: some end with a slash. */
export const issuerPath: TextFormat = (value) =>
  value === "/"
    ? undefined
    : (urlPath(value.replace(/([^/])\/$/, "$1")) ?? discoveryProblem(value));

/**
 * What is wrong with an address at which an issuer has something else. That of WSO2's servers is
 * their token endpoint.
 */
const discoveryProblem: TextFormat = (value) => {
  const copy = "Copy `issuer` exactly from the provider's discovery document.";
  if (/\/\.well-known(\/|$)/.test(value)) {
    return `is the address of a discovery document, not the issuer, which is the part before /.well-known. ${copy}`;
  }
  return /\/(protocol\/openid-connect(\/.*)?|(connect|oauth2?|oauth2?\/v\d[\d.]*)\/(auth|authorize|token|userinfo|keys|certs))(?<!\/oauth2\/token)$/.test(
    value,
  )
    ? `is an endpoint of the provider, not its issuer. ${copy}`
    : undefined;
};

/** A step of a URL's path, such as an id that is copied with the URL around it. */
export const pathStep: TextFormat = (value) =>
  trimmed(value) ??
  (/[/?#:\\]/.test(value)
    ? "must be only an id or a name, without / : ? or #. Write it without the URL or path around it."
    : undefined);

/** A page of the web, by its whole URL. */
export const httpUrl: TextFormat = (value) => webUrlProblem(value);

/** A picture of Dex's pages: of the web, or one that the image has in a folder that Dex serves. */
export const logoUrl: TextFormat = (value) =>
  /^(?:theme|static)(?:\/[\w-][\w.-]*)+$/.test(value) ? undefined : httpUrl(value);

/** An endpoint that a server is asked at. */
export const endpointUrl: TextFormat = (value) => webUrlProblem(value, urlUses.endpoint);

/** The DSN of a project at Sentry, whose user is a public key. */
export const sentryDsn: TextFormat = (value) =>
  /^https?:\/\/\w+:\w+@/.test(value)
    ? "has a secret key after the public one, which Sentry no longer needs. Remove it, with the colon before it."
    : endpointUrl(value.replace(/^(https?:\/\/)\w+@/, "$1"));

/** The address of a server, to which paths are added. */
export const baseUrl: TextFormat = (value) => webUrlProblem(value, urlUses.base);

/** An issuer, which must match exactly: nothing beyond the path of a URL. */
export const issuer: TextFormat = (value) =>
  webUrlProblem(value, urlUses.issuer) ?? discoveryProblem(value);

/** A URI that a client's users are sent back to. */
export const returnUri: TextFormat = (value) =>
  value.includes("*")
    ? "has a *, and redirect URIs are compared exactly. Write each of them in full."
    : webUrlProblem(value, urlUses.redirect);

/** The URI of an app on a device, which has a scheme of its own (RFC 8252), and no misspelled one. */
const appUri =
  /^(?![htps]+:|(?:about|blob|data|file|ftp|javascript|mailto|vbscript|wss?):)[a-z][a-z0-9+.-]*:(?!\d)(?:[\w.~!$&'()+,;=:@/?-]|%[\da-f]{2})+$/i;

/** A redirect URI of a client of Dex; the path is Dex's own, by which a client uses the device flow. */
export const redirectUri: TextFormat = (value) =>
  value === "/device/callback" || appUri.test(value) ? undefined : returnUri(value);

/** An origin of the web, as browsers send it, or a star for every one. */
export const httpOrigin: TextFormat = (value) => {
  if (value === "*") return undefined;
  const problem = httpUrl(value);
  if (problem !== undefined) return problem;
  const { origin } = new URL(value);
  return value === origin
    ? undefined
    : "is more than an origin. Write only scheme and host, such as https://app.example.com, or * for every origin.";
};

export const natsUrl: TextFormat = natsUrlProblem;

/** A server of NATS by its URL, whose login stands elsewhere. */
export const natsServer: TextFormat = (value) =>
  natsUrl(value) ??
  (value.includes("@")
    ? "holds credentials. Move them to user and password, or give the whole URL as url, which is a secret."
    : undefined);
