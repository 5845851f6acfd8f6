import { inner } from "../../config/schema-walk";
import * as z from "zod";
import type { Capability, SecretSetting } from "../capabilities/capability";
import { configPath, servicesIn, valuePath } from "../capabilities/placeholders";
import { capabilities } from "../capabilities/table";
import { secretRef } from "./areas/credentials";
import { schemaOf, type ConfigDraft } from "./config-draft";
import type { ReleaseValues } from "./release-values";
import type { ServiceNames } from "../service-names";

/** Carries over the values that only have another name in the stack config. */
export function importSettings(values: ReleaseValues, draft: ConfigDraft, usesDex: boolean): void {
  for (const capability of capabilities()) {
    for (const [from, targets] of Object.entries(capability.settings ?? {})) {
      for (const service of servicesIn(from)) {
        for (const target of [targets].flat()) {
          const to = configPath(target, service);
          if (isMeant(to, usesDex)) {
            importSetting(
              values,
              draft,
              valuePath(from, service),
              to,
              switchOf(capability, service),
            );
          }
        }
      }
    }
    for (const secret of capability.secrets ?? []) {
      for (const service of servicesIn(secret.at)) {
        const own = forService(secret, service);
        if (isMeant(own.to, usesDex))
          importSecret(values, draft, own, switchOf(capability, service));
      }
    }
  }
}

/** Your own provider excludes Dex, and Dex excludes another provider. */
function isMeant(to: string, usesDex: boolean): boolean {
  return usesDex ? !to.startsWith("oidc.") : !/^(hosts\.)?dex\./.test(to);
}

function switchOf({ when }: Capability, service: ServiceNames | undefined): string | undefined {
  return when === undefined ? undefined : valuePath(when, service);
}

function forService(secret: SecretSetting, service: ServiceNames | undefined): SecretSetting {
  const { at, to, ref } = secret;
  return {
    ...secret,
    at: valuePath(at, service),
    to: configPath(to, service),
    ref: configPath(ref, service),
  };
}

function importSetting(
  values: ReleaseValues,
  draft: ConfigDraft,
  from: string,
  to: string,
  when: string | undefined,
): void {
  const value = readFor(values, from, to);
  if (isOn(values, from, when)) draft.set(to, value, from);
}

function importSecret(
  values: ReleaseValues,
  draft: ConfigDraft,
  { at, value, key, to, ref, published }: SecretSetting,
  when: string | undefined,
): void {
  const [name, from] = [`${at}.existingSecret`, `${at}.${value}`];
  const found = secretRef(values, name, `${at}.secretKeys.${key}`);
  const text = published ? values.given(from) : readFor(values, from, to);
  if (!isOn(values, found === undefined ? from : name, when)) return;
  draft.set(ref, found, name);
  if (found === undefined) draft.set(to, text, from);
  else if (values.isChanged(from)) values.note(from, "unused", `The chart reads ${name} instead.`);
}

/** Whether the chart reads the value; one without effect is noted. */
function isOn(values: ReleaseValues, path: string, when: string | undefined): boolean {
  if (when === undefined || values.flag(when) === true) return true;
  if (values.isChanged(path)) {
    values.note(path, "unused", `The chart reads it only with ${when} true.`);
  }
  return false;
}

/** The value, as the type that the config has at the path. */
function readFor(values: ReleaseValues, from: string, to: string): unknown {
  const schema = schemaOf(to);
  const type = schema === undefined ? undefined : inner(schema);
  if (type instanceof z.ZodString || type instanceof z.ZodEnum) return values.text(from);
  if (type instanceof z.ZodNumber) return values.number(from);
  if (type instanceof z.ZodBoolean) return values.flag(from);
  if (type instanceof z.ZodArray) return values.list(from);
  const isMap = type instanceof z.ZodObject || type instanceof z.ZodRecord;
  return isMap ? values.map(from) : values.get(from);
}
