/** What a variable of a service does to TLS, in words that continue its path. */
type Harm = (value: string) => string | undefined;

const unverified = "switches off certificate verification";
const weak = "allows TLS that is no longer safe";

const isOn = (value: string) => /^(1|t|true|yes|on|y)$/i.test(value);
const isOff = (value: string) => /^(0|f|false|no|off|n)$/i.test(value);

/** Settings of Go's TLS, as `name=value` with commas between. */
const godebug = new Set(
  "x509ignoreCN=0 x509sha1=1 tls10server=1 tls3des=1 tlsrsakex=1 tlsunsafeekm=1".split(" "),
);

/** Variables of Node, Go, libpq and their like that take the safety from TLS. */
const harms: readonly (readonly [name: RegExp, harm: Harm])[] = [
  // Node looks for this one text.
  [/^NODE_TLS_REJECT_UNAUTHORIZED$/, (value) => (value === "0" ? unverified : undefined)],
  [
    /^NODE_OPTIONS$/,
    (value) =>
      value.includes("--tls-keylog")
        ? "writes the keys of TLS connections to a file"
        : /--tls-min-v1\.[01]\b/.test(value)
          ? weak
          : undefined,
  ],
  [
    /^GODEBUG$/,
    (value) => (value.split(",").some((each) => godebug.has(each.trim())) ? weak : undefined),
  ],
  [
    /(^|_)(SKIP_VERIFY|SKIP_(TLS|SSL)_VERIFY|(TLS|SSL)_NO_VERIFY|INSECURE_SKIP_(TLS_)?VERIFY)$/,
    (value) => (isOn(value) ? unverified : undefined),
  ],
  [
    /(^|_)(STRICT_SSL|(TLS|SSL)_VERIFY|VERIFY_(TLS|SSL)|PYTHONHTTPSVERIFY)$/,
    (value) => (isOff(value) ? unverified : undefined),
  ],
];

/** What a variable takes from TLS; nothing where it does no harm. */
export function insecureVariable(name: string, value: string): string | undefined {
  for (const [pattern, harm] of harms) {
    if (pattern.test(name.toUpperCase())) return harm(value);
  }
  return undefined;
}
