import { credentialForms } from "../messages/credential-forms";
import { isAmbiguousName, isNamedSecret, isPlaceholder } from "./secret-names";

/*
 * Every pattern begins where no longer match can begin, and limits what it repeats, so that the time
 * grows with the text's length alone.
 */

/** What is a secret wherever it stands. */
const forms: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY(?: BLOCK)?-----/,
  /(?<![\w-])eyJ[\w-]+\.eyJ[\w-]+\./,
  // The hash of a password, as in files of logins.
  /(?<![\w$])\$(?:2[abxy]\$\d\d\$[./A-Za-z0-9]{53}|(?:apr1|[156]|y|7)\$[./\w$=,-]{20})/,
  /(?<![\w$])\$argon2(?:id|i|d)\$/,
];

/** Logins; the password is the first group. */
const logins: readonly RegExp[] = [
  // Ahead, since another URL of a list may follow a port.
  /(?<![a-z0-9+.-])[a-z0-9+.-]+:\/\/(?!\[)[^\s:/@]*:(?=([^\s@]{1,400})@)/gi,
  // Not a URL, but meant as one: blanks in the login, or a slash too few.
  /(?:^\s{0,9}|["'=])[a-z][a-z0-9+.-]{1,30}:\/\/(?!\[)[^/?#@"'\n:]{0,100}:(?=\S)([^"'@]{1,300})@[\w.[$({<%-]/gi,
  /(?<![a-z0-9+.-])(?:postgres(?:ql)?|mysql|mariadb|mongodb(?:\+srv)?|rediss?|amqps?|nats|https?|s?ftp|smtps?|ldaps?|sqlserver):\/?[^\s:/@]{0,100}:([^\s@]{1,300})@/gi,
  // A token of NATS.
  /\bnats:\/\/([^\s:/@,]+)@/gi,
  // `user:password@host`, as clients of MySQL, of Elasticsearch and of Oracle take it.
  /(?<![^\s"'=,;])[\w.$(){}<>%-]{1,64}:([^\s"']{1,200})@(?:tcp6?|udp|unix)\(/gi,
  /(?<![^\s"'=,;])[\w.-]{1,64}:([^\s"'@/:]{1,100})@\/\w/gi,
  /(?<![^\s"'=,;])(?=[\w.-]{0,63}[a-z])[\w.-]{1,64}:([^\s"'@/:]{1,100})@(?!sha\d)[a-z0-9][\w.-]{0,200}(?::\d{2,5}(?!\d)|\/)/gi,
  /(?<![^\s"'=,;])[\w$#]{1,30}\/([^\s"'@/]{1,60})@\/\//gi,
  /oracle:thin:[\w$#]{1,30}\/([^\s"'@]{1,60})@/gi,
  // Files of logins: .pgpass and .netrc.
  /(?<![^\n])[\w.*-]{1,200}:(?:\d{4,5}|\*):[^:\s]{1,64}:[^:\s]{1,64}:([^:\s]{1,200})[ \t]*(?=\n|$)/g,
  /\bmachine\s{1,9}\S{1,200}\s{1,9}login\s{1,9}\S{1,100}\s{1,9}password\s{1,9}(\S{1,200})/gi,
  // Options that are too short to have a name.
  /(?<![\w-])(?:-u|--user|--proxy-user)[ =]["']?([^\s:"']{1,100}:[^\s"']{1,200})/g,
  /\b(?:mysql|mariadb)\w{0,10}\b[^\n;|&]{0,200}?\s-p([^\s-]\S{0,100})/g,
  /\b(?:redis-cli\b[^\n;|&]{0,200}?\s-a\s{1,9}|sshpass\s{1,9}-p\s{0,9})(\S{1,100})/g,
];

/** A value that only has a name of use here: a header, or a query of a URL. */
const values: readonly RegExp[] = [
  /(?:(?<![\w-])(?:proxy-)?authorization|x-api-key|(?:private|x-[a-z-]{1,30})-token|x-honeycomb-team)\\{0,3}["']?\s{0,9}[=:]\s{0,9}\\{0,3}["']?(?:(?:basic|bearer|token|apikey|digest)(?:\s{1,9}|%20))?([^\s,;"'\\]+)/gi,
  /\bbearer\s+(?!authenti|authori|credential)([\w.~+/-]{8,})/gi,
  // `sig` is that of Azure, and `code` that of its functions.
  /[?&#](?:x-amz-signature|x-goog-signature|sig)=([^\s&#"'<>]{6,})/gi,
  /[?&#](?:signature|(?:[a-z]{1,20}[_-]?)?secret|key)=([^\s&#"'<>]{16,})/gi,
  /[?&]code=([^\s&#"'<>]{32,})/gi,
];

const NAME = String.raw`([\w.-]{1,80})`;

/** How a name and its value stand beside each other. */
type Pairing = "json" | "assignment" | "option";

/** A name and its value, which is the last group that has matched. */
const pairs: readonly (readonly [RegExp, Pairing])[] = [
  // A connection string, a query, a list, an assignment.
  [
    new RegExp(
      String.raw`(?<![\w.-])${NAME}\s{0,9}=\s{0,9}(?![=~>])(?:"([^"\r\n]{1,1000})"|'([^'\r\n]{1,1000})'|([^\s;&,"')]{1,1000}))`,
      "g",
    ),
    "assignment",
  ],
  // A pair of JSON, also of JSON in JSON.
  [
    new RegExp(
      String.raw`["']${NAME}\\{0,3}["']\s{0,9}:\s{0,9}(?:\\{0,3}["']([^"'\\\r\n]{1,1000})|(\d{4,20}))`,
      "g",
    ),
    "json",
  ],
  // A line of YAML in a text of several.
  [
    new RegExp(
      String.raw`(?:^|\n)[ \t-]{0,40}${NAME}:[ \t]{1,9}(?:"([^"\r\n]{1,1000})"|'([^'\r\n]{1,1000})'|([^\s"'#]{1,1000}))[ \t]*(?=[\r\n]|$)`,
      "g",
    ),
    "assignment",
  ],
  // An option with its value apart.
  [
    new RegExp(
      String.raw`(?<![\w-])-${NAME}\s{1,9}(?:"([^"\r\n]{1,1000})"|'([^'\r\n]{1,1000})'|([^\s"'-][^\s"']{0,200}))`,
      "g",
    ),
    "option",
  ],
];

/** What help and examples write in the place of a secret. */
const example =
  /^(?:(?:[A-Z]+_)*(?:PASSWORD|PASSWD|PASS|PW|SECRET|TOKEN|KEY)|(?:your|YOUR)[_-][A-Za-z_-]*)$/;

/** What a field of a form is called. */
const label =
  /^(?=.*\b(?:[Pp]assword|[Pp]asscode|[Tt]oken|[Ss]ecret|[Kk]ey)\b)[A-Z][a-z]*(?: [a-z]+)*[?:.!]?$/;

/** A word of a sentence after an option, as in `use --password to log in`. */
const word =
  /^(?:a|an|and|as|at|be|by|can|flag|for|from|has|if|in|is|it|may|must|of|on|option|or|prompts?|so|the|to|was|when|will|with)$/i;

/** The login of basic authentication, in Base64. */
const basic =
  /(?:\bbasic\s{1,9}|"auth"\s{0,9}:\s{0,9}")([A-Za-z0-9+/_-]{4,4000}={0,2})(?![\w+/=-])/gi;

function isBasicLogin(text: string): boolean {
  return /^[\x20-\x7e]*:[\x20-\x7e]*$/.test(Buffer.from(text, "base64").toString("latin1"));
}

/** Whether a value is not one that a sentence, an example or a template has in its place. */
function isMeant(value: string): boolean {
  return !isPlaceholder(value) && !example.test(value);
}

/** Whether what stands in the place of a password is one, and not a port. */
function isPassword(value: string): boolean {
  const [port = ""] = value.split(/[\s,;/?#]/);
  const isPort =
    port !== "" && port.length < value.length && (/^\d+$/.test(port) || isPlaceholder(port));
  return !isPort && !/^\d+:\d+$/.test(value) && isMeant(value);
}

function isPair([, name = "", ...found]: RegExpMatchArray, pairing: Pairing): boolean {
  const value = found.find(Boolean) ?? "";
  if (!isNamedSecret(name, value) || !isMeant(value)) return false;
  // A shell fills it in.
  if (/^(?:\$[({]|`|\{\{)/.test(value) && !/[)}]/.test(value)) return false;
  if (pairing === "json") return !label.test(value);
  if (pairing === "option" && word.test(value)) return false;
  return !isAmbiguousName(name) || (value.length >= 8 && /\d/.test(value));
}

function finds(text: string, pattern: RegExp, isSecret: (value: string) => boolean): boolean {
  return [...text.matchAll(pattern)].some(([, value = ""]) => isSecret(value));
}

/** Whether a text is a secret, or holds one, whatever it is called. */
export function holdsSecret(text: string): boolean {
  if (forms.some((pattern) => pattern.test(text)) || text.search(credentialForms) >= 0) return true;
  // Every other form has one of these, and most texts have none.
  if (!/[:=/\s]/.test(text)) return false;
  return (
    logins.some((pattern) => finds(text, pattern, isPassword)) ||
    values.some((pattern) => finds(text, pattern, isMeant)) ||
    pairs.some(([pattern, pairing]) =>
      [...text.matchAll(pattern)].some((match) => isPair(match, pairing)),
    ) ||
    finds(text, basic, isBasicLogin)
  );
}
