import { credentialForms } from "../messages/credential-forms";

/**
 * Names of secrets, as the last word of a name in any spelling: `clientSecret`, `DB_PASS`,
 * `PGPASSWORD`, `aws-secret-access-key`.
 */
const secretName =
  /(password|passwd|passphrase|passcode|secret|token|api_?key|(private|secret|access|signing|encryption|account|master|licen[sc]e)_?key)$|(^|_)(pass|pwd|pw|(password|secret|token)_hash)$|^hash$/;

/**
 * Annotations that only name a Secret, its checksum or its path: those of ingress controllers, of image
 * updaters and of Vault's agent.
 */
const referringName =
  /(^|_)((auth|tls|ssl|ca|crt|cert|pull|jwk)_secret|(checksum|agent_inject_(secret|template|file|command|perms))_\w+)$/;

/**
 * A private key, a token, or a URL or a connection string with a login in it. Each begins where no
 * longer match can begin, so that the time grows with the text's length alone.
 */
const secretValues: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY(?: BLOCK)?-----/,
  // `$(NAME)` is filled in by the kubelet, and a number after the colon is a port.
  /(?<![a-z0-9+.-])[a-z0-9+.-]+:\/\/[^\s:/@]*:(?!\$\(|\d+(?:[/?#,]|$))[^\s@]{1,1000}@/i,
  /\bnats:\/\/(?!\$\()[^\s:/@,]+@/i,
  /\bbearer\s+(?!authenti|authori|credential)[\w.~+/-]{8,}/i,
  /(?<![\w-])eyJ[\w-]+\.eyJ[\w-]+\./,
];

const key = String.raw`(?:api[_-]?key|(?:private|secret|access|signing|encryption|account|master|licen[sc]e)[_-]?key)`;
const own = String.raw`(?:client|app|application|consumer|shared|webhook|hmac|jwt|session|cookie)[_-]?secret`;
const password = String.raw`(?:password|passwd|passphrase|passcode|pwd)`;
const named = (words: string) => String.raw`(?<![\w.-])[\w.-]{0,60}?(?:${words})`;

/** A name of a secret with its value, which is the first group. */
const settings: readonly RegExp[] = [
  // A header: `Authorization: …`, `x-api-key=…`, also as a pair of JSON.
  /(?:(?<![\w-])(?:proxy-)?authorization|x-api-key|(?:private|x-[a-z-]{1,30})-token)\\{0,3}["']?\s{0,9}[=:]\s{0,9}\\{0,3}["']?(?:(?:basic|bearer|token|apikey|digest)(?:\s{1,9}|%20))?([^\s,;"'\\]+)/gi,
  // A connection string or an option: `password=…`, `AccountKey=…`.
  new RegExp(String.raw`${named(password)}\s{0,9}=\s{0,9}["']?([^\s;&"')]+)`, "gi"),
  new RegExp(
    String.raw`${named(String.raw`${key}|${own}|token|sharedaccesssignature`)}\s{0,9}=\s{0,9}["']?([^\s;&,"')]{6,})`,
    "gi",
  ),
  // A query of a URL; `sig` is that of Azure.
  /[?&](?:x-amz-signature|x-goog-signature|sig|signature|(?:[a-z]{1,20}[_-]?)?secret|key)=([^\s&#"'<>]{16,})/gi,
  // A pair of JSON, also of JSON in JSON.
  new RegExp(
    String.raw`${named(String.raw`${password}|secret|token|${key}`)}\\{0,3}["']\s{0,9}:\s{0,9}\\{0,3}["']([^"'\\\r\n]+)`,
    "gi",
  ),
  // A line of YAML in a text of several.
  new RegExp(
    String.raw`(?:^|\n)[ \t-]{0,40}[\w.-]{0,60}?(?:${password}|${own}|token|${key}):[ \t]{1,9}["']?([^\s"'#]+)["']?[ \t]*(?=[\r\n]|$)`,
    "gi",
  ),
];

/** What stands for a value: filled in by the kubelet, a shell or a template, or a path. */
const placeholder = /^(?:\$[({]|\$[A-Z_][A-Z\d_]*$|\{|%7B|<|\*+$|\/[a-z._-]+(?:\/[\w.-]*)*$)/;

/** A word that switches something on or off, or says that there is none. */
const switching =
  /^(?:true|false|yes|no|on|off|0|1|enabled|disabled|required|optional|none|null|string)$/i;

/** The login of basic authentication, in Base64. */
const basic = /\bbasic\s{1,9}([A-Za-z0-9+/_-]{4,4000}={0,2})(?![\w+/=-])/gi;

function isBasicLogin(text: string): boolean {
  return /^[\x20-\x7e]*:[\x20-\x7e]*$/.test(Buffer.from(text, "base64").toString("latin1"));
}

/** Whether what stands beside the name of a secret is one. */
function isValue([, value = ""]: RegExpMatchArray): boolean {
  return !placeholder.test(value) && !switching.test(value);
}

/** Whether a name says that its value is a secret. */
export function isSecretName(name: string): boolean {
  return secretName.test(inWords(name));
}

/** The words of a name in any spelling, in lower case with `_` between them. */
function inWords(name: string): string {
  const words = name.replaceAll(/([a-z\d])(?=[A-Z])/g, "$1_").replaceAll(/[^A-Za-z\d]+/g, "_");
  return words.toLowerCase();
}

/** Whether a text is a secret, or holds one, whatever it is called. */
export function holdsLogin(text: string): boolean {
  return (
    secretValues.some((pattern) => pattern.test(text)) ||
    text.search(credentialForms) >= 0 ||
    settings.some((pattern) => [...text.matchAll(pattern)].some(isValue)) ||
    [...text.matchAll(basic)].some(([, login = ""]) => isBasicLogin(login))
  );
}

/**
 * Whether a text that stands in plain sight, such as a variable of a container, is a secret by its
 * name or by itself.
 */
export function isPlainSecret(name: string, text: string): boolean {
  if (text === "" || text.startsWith("$(") || switching.test(text)) return false;
  return isSecretName(name) || holdsLogin(text);
}

/** The same of an annotation or a label, which may name a Secret instead. */
export function isPlainSecretAnnotation(name: string, text: string): boolean {
  if (referringName.test(inWords(name))) return holdsLogin(text);
  return isPlainSecret(name, text);
}
