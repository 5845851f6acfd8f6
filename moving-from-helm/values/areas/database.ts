import type { ConfigDraft } from "../config-draft";
import { HelmValuesError } from "../../errors";
import type { ReleaseValues } from "../release-values";
import {
  dexService,
  membershipService,
  services,
  webServices,
  type ServiceNames,
} from "../../service-names";
import { parameterProblem } from "../../../facts/postgres-parameters";
import { secretRef } from "./credentials";

const global = "global.postgresql";

/** The databases: one shared by all in the chart, unless a service has its own. */
export function importDatabase(values: ReleaseValues, draft: ConfigDraft): void {
  const host = importHost(values, draft);
  importArguments(values, draft);
  const iam = values.flag("global.aws.iam") === true;
  if (iam) draft.set("database.iam", true, "global.aws.iam");
  for (const service of services) {
    if (values.deploys(service)) importService(values, draft, service, { iam, host });
  }
}

/** The host of all services; of a bundled database it follows from the release. */
function importHost(values: ReleaseValues, draft: ConfigDraft): string | undefined {
  const bundledAt = "membership.postgresql.enabled";
  const given = values.text(`${global}.host`);
  for (const { values: chart } of webServices) {
    if (values.flag(`${chart}.postgresql.enabled`) !== true) continue;
    values.note(
      `${chart}.postgresql.enabled`,
      "lost",
      "This service's own database is deleted with the release. Move its data to the common server first.",
    );
  }
  if (values.flag(bundledAt) !== true) {
    draft.set("database.host", given, `${global}.host`);
    return given;
  }
  const { name, namespace } = values.release;
  if (name === undefined || namespace === undefined) {
    throw new HelmValuesError(
      `The release runs the chart's own database (${values.nameOf(bundledAt)}), whose address contains the release's name and namespace. Add --release and --namespace.`,
    );
  }
  const host = `${name}-postgresql.${namespace}.svc`;
  draft.set("database.host", host, bundledAt);
  values.note(
    bundledAt,
    "changed",
    "The database keeps running, but is deleted with the release. Move its data to another server before you end the release.",
  );
  return host;
}

const sslModes: Readonly<Record<string, string>> = {
  disable: "disable",
  require: "require",
  "verify-ca": "verify-ca",
  "verify-full": "verify-full",
};

/** Production takes a connection in clear only where that is said. */
function allowInsecure(values: ReleaseValues, draft: ConfigDraft, from: string): void {
  draft.set("database.allowInsecure", true, from);
  values.note(
    from,
    "changed",
    "The connection to the database isn't encrypted, as before. Safer: set database.tlsMode to verify-full and remove database.allowInsecure.",
  );
}

function importArguments(values: ReleaseValues, draft: ConfigDraft): void {
  const from = `${global}.additionalArgs`;
  const { sslmode, ...others } = Object.fromEntries(new URLSearchParams(values.text(from) ?? ""));
  const mode = sslModes[sslmode ?? ""];
  draft.set("database.tlsMode", mode ?? "require", from);
  if (mode === "disable") {
    allowInsecure(values, draft, from);
  } else if (mode === undefined) {
    values.note(
      from,
      "changed",
      "Without an sslmode, TLS was optional. Now it is required: database.tlsMode is require. Safer: verify-full.",
    );
  } else if (mode === "require") {
    values.note(
      from,
      "changed",
      "Dex verified the server's certificate, and the other services didn't; now none does. Safer: set database.tlsMode to verify-full.",
    );
  }
  for (const [name, value] of Object.entries(others)) {
    if (/^ssl(root)?cert$|^sslkey$/.test(name)) {
      values.note(
        from,
        "lost",
        `${name} names a file in the pods. Set database.tlsCa to the certificate authority instead.`,
      );
      continue;
    }
    const problem = parameterProblem(name, value);
    if (problem === undefined) draft.set(`database.parameters.${name}`, value, from);
    else values.note(from, "lost", `${name} is a parameter that ${problem}`);
  }
}

function importService(
  values: ReleaseValues,
  draft: ConfigDraft,
  service: ServiceNames,
  { iam, host }: { readonly iam: boolean; readonly host: string | undefined },
): void {
  const own = `${service.chart}.config.postgresql`;
  const isDex = service === dexService;
  // Dex ignores the settings of Membership's own database.
  const at = (key: string) =>
    !isDex && values.has(`${own}.${key}`) ? `${own}.${key}` : `${global}.${key}`;
  const to = `database.${service.config}`;
  const url =
    service === membershipService || !isDex
      ? values.text(`${service.chart}.config.postgresqlUrl`)
      : undefined;
  if (url !== undefined) {
    const from = `${service.chart}.config.postgresqlUrl`;
    draft.set(`${to}.url`, url, from);
    if (/[?&]sslmode=disable(&|$)/.test(url)) allowInsecure(values, draft, from);
    return;
  }
  if (!isDex) importOwnHost(values, draft, service, host);
  if (!isDex) importOwnConnection(values, draft, own, to);
  draft.set(`${to}.database`, values.text(at("auth.database")), at("auth.database"));
  draft.set(`${to}.user`, values.text(at("auth.username")), at("auth.username"));
  const ownIam = isDex ? undefined : values.flag(`${service.chart}.config.aws.iam`);
  if (ownIam !== undefined && ownIam !== iam) {
    draft.set(`${to}.iam`, ownIam, `${service.chart}.config.aws.iam`);
  }
  const usesIam = !isDex && (ownIam ?? iam);
  if (!usesIam) importPassword(values, draft, at, to);
  if (isDex && iam) {
    values.note(
      "global.aws.iam",
      "changed",
      "Dex can't log in to the database with IAM, so it keeps its password. With dex.storageType kubernetes it needs no database.",
    );
  }
  if (!isDex) importMigration(values, draft, service, usesIam);
}

/** The host of a service that isn't the one of all. */
function importOwnHost(
  values: ReleaseValues,
  draft: ConfigDraft,
  service: ServiceNames,
  host: string | undefined,
): void {
  const own = `${service.chart}.config.postgresql.host`;
  // Membership alone is told the bundled database's address; the others need a host in any case.
  const shared = service === membershipService ? undefined : values.text(`${global}.host`);
  const name = values.text(own) ?? shared;
  const from = values.isGiven(own) ? own : `${global}.host`;
  if (name !== host) draft.set(`database.${service.config}.host`, name, from);
}

function importPassword(
  values: ReleaseValues,
  draft: ConfigDraft,
  at: (key: string) => string,
  to: string,
): void {
  const name = at("auth.existingSecret");
  const ref = secretRef(values, name, at("auth.secretKeys.adminPasswordKey"));
  draft.set(`${to}.passwordSecret`, ref, name);
  if (ref !== undefined) return;
  const password = values.text(at("auth.password"));
  draft.set(`${to}.password`, password, at("auth.password"));
  if (password !== "formance") return;
  values.note(
    at("auth.password"),
    "changed",
    "The database has the chart's published password, which is rejected. Change it on the server (alter role … password …), then set it here.",
  );
}

/** Port and TLS of a service that aren't those of all. */
function importOwnConnection(
  values: ReleaseValues,
  draft: ConfigDraft,
  own: string,
  to: string,
): void {
  const port = `${own}.service.ports.postgresql`;
  draft.set(`${to}.port`, values.number(port), port);
  const from = `${own}.additionalArgs`;
  if (!values.isGiven(from)) return;
  const { sslmode = "", ...others } = Object.fromEntries(
    new URLSearchParams(values.text(from) ?? ""),
  );
  draft.set(`${to}.tlsMode`, sslModes[sslmode] ?? "require", from);
  if (sslmode === "disable") allowInsecure(values, draft, from);
  for (const name of Object.keys(others)) {
    values.note(
      from,
      "lost",
      `${name} can't be set for one service: database.parameters apply to all.`,
    );
  }
}

function importMigration(
  values: ReleaseValues,
  draft: ConfigDraft,
  { chart, config }: ServiceNames,
  usesIam: boolean,
): void {
  const auth = `${chart}.config.migration.postgresql.auth`;
  const to = `database.${config}.migration`;
  draft.set(`${to}.user`, values.text(`${auth}.username`), `${auth}.username`);
  const ref = secretRef(values, `${auth}.existingSecret`, `${auth}.secretKeys.adminPasswordKey`);
  draft.set(`${to}.passwordSecret`, ref, `${auth}.existingSecret`);
  const password = values.text(`${auth}.password`);
  if (ref === undefined && !usesIam) draft.set(`${to}.password`, password, `${auth}.password`);
}
