import type { ConfigDraft } from "../config-draft";
import type { ReleaseValues } from "../release-values";
import { migratedServices } from "../../service-names";
import { secretRef } from "./credentials";

/** Licence, NATS and Stargate. */
export function importConnections(values: ReleaseValues, draft: ConfigDraft): void {
  importLicence(values, draft);
  importNats(values, draft);
  importStargate(values, draft);
}

function importLicence(values: ReleaseValues, draft: ConfigDraft): void {
  const own = "membership.config.licence";
  const at = (key: string) =>
    values.isGiven(`${own}.${key}`) ? `${own}.${key}` : `global.licence.${key}`;
  if (values.flag(at("enabled")) === false) {
    draft.set("licence.enabled", false, at("enabled"));
    return;
  }
  const ref = secretRef(values, at("existingSecret"), at("secretKeys.token"));
  draft.set("licence.tokenSecret", ref, at("existingSecret"));
  if (ref === undefined) draft.set("licence.token", values.text(at("token")), at("token"));
  draft.set("licence.clusterId", values.text(at("clusterID")), at("clusterID"));
  draft.set("licence.issuer", values.text(at("issuer")), at("issuer"));
}

function importNats(values: ReleaseValues, draft: ConfigDraft): void {
  const [auth, url] = ["global.nats.auth", "global.nats.url"];
  const address = values.text(url);
  const password = values.text(`${auth}.password`);
  const user = values.text(`${auth}.username`);
  const secret = values.text(`${auth}.existingSecret`);
  if (values.flag("global.nats.enabled") !== true) return;
  const bare = address === undefined ? undefined : withoutVariables(address);
  if (bare !== address) {
    values.note(
      url,
      "changed",
      "Kubernetes doesn't expand ${NAME}. The credentials come from global.nats.auth.",
    );
  }
  const name = `${auth}.existingSecret`;
  const keyOf = (part: string) => values.text(`${auth}.secretKeys.${part}`);
  const [userKey, passwordKey] = [keyOf("username"), keyOf("password")];
  if (secret !== undefined && bare !== undefined && hasLogin(bare)) {
    draft.set("nats.url", bare, url);
    values.note(name, "unused", `${url} has its own login, which NATS uses instead.`);
  } else if (secret !== undefined) {
    draft.set(
      "nats.servers",
      bare?.split(",").map((server) => server.trim()),
      url,
    );
    draft.set("nats.userSecret", { name: secret, key: userKey }, name);
    draft.set("nats.passwordSecret", { name: secret, key: passwordKey }, name);
  } else if (bare !== undefined) {
    draft.set("nats.url", withCredentials(bare, user, password), url);
    if (password !== undefined && user === undefined) {
      const reason =
        "A password has no effect without global.nats.auth.username, so it is left out.";
      values.note(`${auth}.password`, "changed", reason);
    }
  }
  importPublishers(values, draft);
}

/** The address without credentials that name variables of the container's environment. */
function withoutVariables(address: string): string {
  return address.replaceAll(/\/\/[^/@,]*\$[({][^@,]*@/g, "//");
}

/** Whether an address has a login that isn't filled in by the kubelet. */
function hasLogin(addresses: string): boolean {
  return /:\/\/[^/@,]+@/.test(addresses);
}

/** The addresses with a user and a password, unless they have their own. */
function withCredentials(
  addresses: string,
  user: string | undefined,
  password: string | undefined,
): string {
  if (user === undefined) return addresses;
  const login = [user, ...(password === undefined ? [] : [password])].map(encodeURIComponent);
  return addresses.replaceAll(/:\/\/(?![^/,]*@)/g, `://${login.join(":")}@`);
}

function importPublishers(values: ReleaseValues, draft: ConfigDraft): void {
  const { natsOf } = values;
  const silent: string[] = [];
  for (const service of migratedServices) {
    const { config, chart } = service;
    const at = (key: string) => `${chart}.config.publisher.${key}`;
    if (natsOf.size > 0 && !natsOf.has(chart)) {
      if (values.deploys(service)) silent.push(chart);
      continue;
    }
    const names = { clientId: at("clientID"), topicMapping: at("topicMapping") };
    for (const [key, from] of Object.entries(names)) {
      const name = values.text(from);
      // The charts name both after themselves, and so does the control plane.
      if (name !== chart) draft.set(`${config}.publisher.${key}`, name, from);
    }
  }
  if (silent.length === 0) return;
  values.note(
    "global.nats.enabled",
    "changed",
    `It was set only for ${[...natsOf].join(" and ")}. Now all services use NATS, including ${silent.join(" and ")}.`,
  );
}

function importStargate(values: ReleaseValues, draft: ConfigDraft): void {
  const at = (key: string) => `global.platform.stargate.${key}`;
  const older = "console-v3.config.stargate_url";
  const [deprecated, url] = [values.text(older), values.text(at("stackApiUrl"))];
  if (values.flag(at("enabled")) === true) {
    const { name } = values.release;
    if (name !== undefined) {
      const service = `http://${name}-stargate:8080/#{organizationId}/#{stackId}/api`;
      draft.set("stargate.stackApiUrl", service, at("enabled"));
    }
    values.note(
      at("enabled"),
      "changed",
      "The chart derived the name of Stargate's Service from its own release. Set stargate.stackApiUrl to Stargate's actual address.",
    );
  } else {
    draft.set(
      "stargate.stackApiUrl",
      url ?? deprecated,
      url === undefined ? older : at("stackApiUrl"),
    );
  }
}
