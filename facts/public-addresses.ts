import { addressDefaults, oidcDefaults } from "./defaults";
import { services, type Service } from "./services";

/** What has a public address of its own: the services, and Membership's port for agents. */
export const publicNames = ["dex", "membership", "console", "portal", "grpc"] as const;

/** One of the things with a public address. */
export type PublicName = (typeof publicNames)[number];

/** What a function says of each of them; the title is for people. */
export function perPublicName<Value>(
  of: (name: PublicName, title: string) => Value,
): Record<PublicName, Value> {
  const titleOf = (name: PublicName) =>
    name === "grpc" ? "Membership's gRPC port, for agents in other clusters" : services[name].title;
  const entries = publicNames.map((name) => [name, of(name, titleOf(name))]);
  return Object.fromEntries(entries) as Record<PublicName, Value>;
}

/** Texts that are known at once, as in a stack's config. */
interface AddressSettings<Text> {
  readonly scheme?: Text | undefined;
  readonly host?: Text | undefined;
  readonly path?: Text | undefined;
}

/** The settings that give the public addresses. `Text` is `string`, or an input of Pulumi's. */
export interface HostSettings<Text = string> {
  readonly domain: string;
  readonly hosts?:
    { readonly [Name in PublicName]?: AddressSettings<Text> | undefined } | undefined;
}

/** The parts of a public address. */
export interface Address<Text = string> {
  readonly scheme: Text | string;
  readonly host: Text | string;
  /** Path of the service's own URL, without a slash at the end; empty for the root. */
  readonly path: Text | string;
}

/** The public address, by default `https://<name>.<domain>`. */
export function publicAddress<Text = string>(
  { domain, hosts }: HostSettings<Text>,
  name: PublicName,
): Address<Text> {
  const {
    scheme = addressDefaults.scheme,
    host = `${name}.${domain}`,
    path = "",
  } = hosts?.[name] ?? {};
  return { scheme, host, path };
}

/** The address of an OpenID Connect provider that replaces Dex; its URL is exactly the issuer. */
export function providerAddress<Text = string>(
  oidc: AddressSettings<Text> & { readonly host: Text },
): Address<Text> {
  const { scheme = oidcDefaults.scheme, host, path = oidcDefaults.path } = oidc;
  return { scheme, host, path };
}

/** The URL of an address whose parts are known, without a slash at the end. */
export function urlOf({ scheme, host, path }: Address): string {
  return `${scheme}://${host}${path}`;
}

/** The public URL of a service, without a slash at the end. */
export function publicUrl(settings: HostSettings, service: Service): string {
  return urlOf(publicAddress(settings, service));
}

/** Path of Membership's API below its public URL; nothing else is published of it. */
export const membershipPath = "/api";

/** Path, below Membership's public URL, that a login provider sends users back to. */
export const membershipCallbackPath = `${membershipPath}/authorize/callback`;

/** Where a login provider sends Membership's users back to. */
export function membershipCallbackUrl(settings: HostSettings): string {
  return publicUrl(settings, "membership") + membershipCallbackPath;
}
