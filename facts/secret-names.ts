/**
 * Names of secrets, as the last word of a name in any spelling: `clientSecret`, `DB_PASS`,
 * `PGPASSWORD`, `aws-secret-access-key`.
 */
const secretName =
  /(password|passwd|passphrase|passcode|(key|store)_?pass|secret|token|api_?key|(private|secret|access|signing|encryption|account|master|licen[sc]e|subscription|hmac|jwt|aes)_?key)$|(^|_)(pass|pwd|pw|(password|secret|token)_hash)$|^hash$|sharedaccesssignature$/;

/** Names of which `secret` alone may be the name of a Secret, such as `--secret=name`. */
const ambiguousName =
  /(^|_)(?<!(client|app|application|consumer|shared|webhook|hmac|jwt|session|cookie)_)secret$/;

/**
 * Annotations that only name a Secret, its checksum or its path: those of ingress controllers, of image
 * updaters and of Vault's agent.
 */
const referringName =
  /(^|_)((auth|tls|ssl|ca|crt|cert|pull|jwk)_secret|(checksum|agent_inject_(secret|template|file|command|perms))_\w+)$/;

/** Values that are none of a secret, each by the names that have them. */
const harmless: readonly (readonly [name: RegExp, value: RegExp])[] = [
  // A word that switches something on or off, or says that there is none.
  [
    /./,
    /^(?:true|false|yes|no|on|off|0|1|enabled|disabled|required|optional|never|always|none|null|string|bearer|basic)$/i,
  ],
  // A path, and a page or a reference to a store, which are judged by themselves.
  [/./, /^\/(?:[a-z._-]+(?:\/[\w.-]*)*)?$/],
  [
    /./,
    /^(?:[a-z][a-z0-9+.-]*:\/\/\S*|arn:aws[a-z-]*:\S+|projects\/[^/\s]+\/secrets\/\S+|(?:>>)?vault:\S+#\S+)$/i,
  ],
  // The name of a header or of an algorithm.
  [/./, /^X-[A-Za-z]+(?:-[A-Za-z]+)*$/],
  [
    /(hash|key)$/,
    /^(?:bcrypt|scrypt|pbkdf2|argon2(?:id?|d)?|(?:hmac-?)?sha-?\d{1,3}|[REHP]S(?:256|384|512)|EdDSA)$/i,
  ],
  [/(^|_)(csrf|xsrf)_(\w+_)?token$/, /^[A-Za-z_-]+$/],
  // A limit.
  [/(^|_)(max|min|num|number|count|limit)_/, /^\d{1,6}$/],
  // The name of a Secret.
  [/(^|_)(tls|pull)_secret$/, /^[a-z]([a-z0-9.-]*[a-z0-9])?$/],
];

/** What is filled in by the kubelet, a shell, a template or a reader. */
const placeholders =
  /\${1,2}\([^()]*\)|\$?\$\{[^{}]*\}|\${1,2}[A-Z_][A-Z\d_]*(?![a-z\d])|\{\{[^{}]*\}\}|#?\{[\w.-]+\}|<[^<>]*>|%7B[\w.-]+%7D|%(?:\([\w.-]+\))?[sv]|\[[A-Za-z_.-]+\]/g;

/** The words of a name in any spelling, in lower case with `_` between them. */
function inWords(name: string): string {
  const words = name.replaceAll(/([a-z\d])(?=[A-Z])/g, "$1_").replaceAll(/[^A-Za-z\d]+/g, "_");
  return words.toLowerCase();
}

/** Whether a name says that its value is a secret. */
export function isSecretName(name: string): boolean {
  return secretName.test(inWords(name));
}

/** Whether a name may also be that of something that names a secret. */
export function isAmbiguousName(name: string): boolean {
  return ambiguousName.test(inWords(name));
}

/** Whether the key of an annotation is one that names a Secret. */
export function isReferringName(name: string): boolean {
  return referringName.test(inWords(name));
}

/** Whether a value is filled in later, or stands for one in an example. */
export function isPlaceholder(value: string): boolean {
  return /^[*.…:@/\s_$-]*$/.test(value.replace(placeholders, "")) || /^x{3,}$/i.test(value);
}

/** Whether a value is a secret because its name says so. */
export function isNamedSecret(name: string, value: string): boolean {
  const words = inWords(name);
  return (
    secretName.test(words) &&
    !isPlaceholder(value) &&
    !harmless.some(([names, values]) => names.test(words) && values.test(value))
  );
}
