/**
 * Names of secrets, as the last word of a name in any spelling: `clientSecret`, `DB_PASS`,
 * `PGPASSWORD`, `aws-secret-access-key`.
 */
const secretName =
  /(password|passwd|passphrase|secret|token|api_?key|(private|secret|access|signing|encryption)_?key)$|(^|_)(pass|pwd|pw|(password|secret|token)_hash)$|^hash$/;

/**
 * A private key, a token, or a URL, a header or a connection string with a login in it. Each begins
 * where no longer match can begin, so that the time grows with the text's length alone.
 */
const secretValues: readonly RegExp[] = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/,
  // `$(NAME)` is filled in by the kubelet, and a number after the colon is a port.
  /(?<![a-z0-9+.-])[a-z0-9+.-]+:\/\/[^\s:/@]*:(?!\$\(|\d+(?:[/?#,]|$))[^\s@]{1,1000}@/i,
  /\bnats:\/\/(?!\$\()[^\s:/@,]+@/i,
  /\b(ssl)?(password|passwd|pwd)\s*=\s*(?!\$\()[^\s;&]/i,
  /\bauthorization\s*[=:]\s*(?!\$\()[^\s,;]/i,
  /\bbearer\s+[\w.~+/-]{8,}/i,
  /(?<![\w-])eyJ[\w-]+\.eyJ[\w-]+\./,
];

/** Whether a name says that its value is a secret. */
export function isSecretName(name: string): boolean {
  const words = name.replaceAll(/([a-z\d])(?=[A-Z])/g, "$1_").replaceAll(/[^A-Za-z\d]+/g, "_");
  return secretName.test(words.toLowerCase());
}

/** Whether a text is a secret, or holds one, whatever it is called. */
export function holdsLogin(text: string): boolean {
  return secretValues.some((pattern) => pattern.test(text));
}

/**
 * Whether a text that stands in plain sight, such as a variable of a container, is a secret by its
 * name or by itself.
 */
export function isPlainSecret(name: string, text: string): boolean {
  if (text === "" || /^(\$\(.*|true|false)$/i.test(text)) return false;
  return isSecretName(name) || holdsLogin(text);
}
