/**
 * What the issuers of credentials begin theirs with, so that one is known wherever it stands. Each
 * begins where no longer match can begin, so that the time grows with the text's length alone.
 */
const FORMS: readonly string[] = [
  // GitHub, GitLab
  String.raw`gh[pousr]_[A-Za-z0-9]{30,}`,
  String.raw`github_pat_\w{22,}`,
  String.raw`gl(?:pat|dt|rt|cbt|ptt|ft|agent|oas|soat)-[\w-]{20,}`,
  // AWS, Google, Azure, DigitalOcean
  String.raw`(?:AKIA|ASIA)[A-Z0-9]{16}`,
  String.raw`AIza[\w-]{35}`,
  String.raw`GOCSPX-[\w-]{20,}`,
  String.raw`ya29\.[\w-]{20,}`,
  String.raw`do[opr]_v1_[0-9a-f]{64}`,
  // Slack, SendGrid, Stripe, Shopify, Telegram
  String.raw`xox[abeoprs]-[\w-]{10,}`,
  String.raw`xapp-\d-[\w-]{10,}`,
  String.raw`SG\.[\w-]{16,}\.[\w-]{16,}`,
  String.raw`[rs]k_(?:live|test)_[A-Za-z0-9]{16,}`,
  String.raw`whsec_[A-Za-z0-9+/]{24,}`,
  String.raw`shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}`,
  String.raw`bot\d{8,10}:[\w-]{35}`,
  String.raw`\d{8,10}:AA[\w-]{33}(?![\w-])`,
  // Registries, Vault, Terraform, Pulumi
  String.raw`npm_[A-Za-z0-9]{36}`,
  String.raw`pypi-AgE[\w-]{40,}`,
  String.raw`dckr_[op]at_[\w-]{20,}`,
  String.raw`hv[sbr]\.[\w-]{20,}`,
  String.raw`[A-Za-z0-9]{14}\.atlasv1\.[\w=-]{40,}`,
  String.raw`pul-[0-9a-f]{40}`,
  String.raw`dp\.(?:pt|st|ct|sa|scim|audit)\.[A-Za-z0-9]{40,}`,
  String.raw`rubygems_[0-9a-f]{48}`,
  // Work together, data, networks
  String.raw`ATATT3[\w=-]{60,}`,
  String.raw`lin_api_[A-Za-z0-9]{40}`,
  String.raw`PMAK-[0-9a-f]{24}-[0-9a-f]{34}`,
  String.raw`dapi[0-9a-f]{32}`,
  String.raw`pscale_(?:tkn|pw|oauth)_[\w.=-]{32,}`,
  String.raw`sbp_[0-9a-f]{40}`,
  String.raw`tskey-(?:auth|api|client|scim|webhook)-[\w-]{12,}`,
  String.raw`key-[0-9a-f]{32}`,
  // The seed of an account, a user or a server of NATS
  String.raw`S[ACNOUX][A-Z2-7]{56}(?![\w-])`,
  // Observability, AI, encryption
  String.raw`NR(?:AK|RA)-[A-Z0-9]{27}`,
  String.raw`gl(?:sa|c)_[\w=+/-]{30,}`,
  String.raw`sntr(?:ys|yu)_[\w=+/-]{40,}`,
  String.raw`sk-(?:(?:ant|proj)-[\w-]{20,}|[A-Za-z0-9]{40,})`,
  String.raw`hf_[A-Za-z]{34}`,
  String.raw`AGE-SECRET-KEY-1[A-Z0-9]{50,}`,
  // A private key in PEM, encoded again as in a Kubernetes Secret
  String.raw`LS0tLS1CRUdJTi(?:BQUklWQVRF|BSU0EgUFJJVkFUR|BFQyBQUklWQVRF|BPUEVOU1NIIFBSSVZBVE|BFTkNSWVBURUQgUFJJVkFUR)[\w+/]*`,
];

/** URLs that let whoever knows them post or read: incoming webhooks. */
const WEBHOOKS: readonly string[] = [
  String.raw`hooks\.slack(?:-gov)?\.com/(?:services|workflows|triggers)/[\w./-]{10,}`,
  String.raw`discord(?:app)?\.com/api/(?:v\d+/)?webhooks/\d+/[\w-]{10,}`,
  String.raw`webhook\.office\.com/webhookb2/[\w@./-]{10,}`,
  String.raw`hooks\.zapier\.com/hooks/catch/\d+/\w+`,
  String.raw`alert\.victorops\.com/integrations/generic/[\w./-]{10,}`,
];

/** Credentials that are known by their form, for whoever searches or replaces them. */
export const credentialForms = new RegExp(
  String.raw`(?<![\w.-])(?:${FORMS.join("|")})|(?<![\w-])(?:${WEBHOOKS.join("|")})`,
  "g",
);
