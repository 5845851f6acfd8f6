import { credentialForms } from "./credential-forms";

/** Takes secrets out of texts. */
export type Redact = (text: string) => string;

/** What stands in a secret's place. */
const HIDDEN = "[secret]";

/** Shorter texts are too likely to be parts of words. */
const SHORTEST = 4;

/** A line of a key or of another text of many lines; its frame is no secret. */
const SHORTEST_LINE = 16;

/** Secrets that nobody told of: passwords in URLs, bearer tokens, credentials, JSON Web Tokens, private keys. */
const PATTERNS: readonly (readonly [RegExp, string])[] = [
  [/(\b[a-z][a-z0-9+.-]*:\/\/[^\s:/@]*:)[^\s@/]+(?=@)/gi, `$1${HIDDEN}`],
  [/\b(bearer|basic)\s+[\w.~+/=-]{8,}/gi, `$1 ${HIDDEN}`],
  [credentialForms, HIDDEN],
  [/\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g, HIDDEN],
  [
    /\b((?:[a-z]+[_-])*(?:password|passwd|secret|token|api[_-]?key))(["']?\s*[=:]\s*["']?)(?!\[secret\])[^\s"',;&]{4,}/gi,
    `$1$2${HIDDEN}`,
  ],
  [
    /-----BEGIN [A-Z ]*PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY(?: BLOCK)?-----|$)/g,
    HIDDEN,
  ],
];

/**
 * Makes what takes the given secrets out of a text, in every form that they take in URLs, JSON and
 * Kubernetes' Secrets, and what looks like a secret.
 */
export function redactor(secrets: readonly string[]): Redact {
  const hide = hiding(secrets.flatMap(formsOf));
  return (text) =>
    PATTERNS.reduce(
      (hidden, [pattern, replacement]) => hidden.replace(pattern, replacement),
      hide(text),
    );
}

/** Makes what takes the given forms of secrets out of a text, and nothing else. */
export function hiding(forms: readonly string[]): Redact {
  const sorted = [...new Set(forms)]
    .filter((form) => form.length >= SHORTEST)
    // A secret may be a part of another one.
    .sort((one, other) => other.length - one.length);
  return (text) => sorted.reduce((hidden, form) => hidden.replaceAll(form, HIDDEN), text);
}

function formsOf(secret: string): string[] {
  const lines = secret
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line.length >= SHORTEST_LINE && !line.startsWith("-----"));
  return [
    secret,
    ...(secret.includes("\n") ? lines : []),
    // An ill-formed text has no such form of its own.
    encodeURIComponent(Buffer.from(secret).toString()),
    JSON.stringify(secret).slice(1, -1),
    Buffer.from(secret).toString("base64"),
  ];
}

/** The same value with every text in it redacted, also the keys' ones. */
export function redactDeep<T>(value: T, redact: Redact): T {
  // JSON's escapes would hide a secret from its own form: texts are redacted one by one.
  const visit = (part: unknown): unknown => {
    if (typeof part === "string") return redact(part);
    if (Array.isArray(part)) return part.map(visit);
    if (typeof part !== "object" || part === null || part instanceof Date) return part;
    return Object.fromEntries(
      Object.entries(part).map(([key, child]) => [redact(key), visit(child)]),
    );
  };
  return visit(value) as T;
}
