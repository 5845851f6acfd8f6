import type { PublicName } from "./public-addresses";

interface TlsSettings {
  readonly tls?: { readonly mode?: string | undefined } | undefined;
}

/** The settings that say how the services are published. */
export interface EntrySettings {
  readonly ingress?: (TlsSettings & { readonly enabled?: boolean | undefined }) | undefined;
  readonly gateway?: TlsSettings | undefined;
  readonly targetGroupBindings?: object | undefined;
}

/** Whether Ingresses are made: by default, where nothing else is the entry. */
export function usesIngress({ ingress, gateway, targetGroupBindings }: EntrySettings): boolean {
  return ingress?.enabled ?? (gateway === undefined && targetGroupBindings === undefined);
}

/** Whether the stack makes the authority of its certificates. */
export function isSelfSigned(settings: EntrySettings): boolean {
  const ingress = usesIngress(settings) ? settings.ingress : undefined;
  return [ingress, settings.gateway].some((entry) => entry?.tls?.mode === "self-signed");
}

/** Whether an entry publishes the thing: the port for agents on request only. */
export function isPublished(
  services:
    | { readonly [Name in PublicName]?: { readonly enabled?: boolean | undefined } | undefined }
    | undefined,
  name: PublicName,
): boolean {
  return services?.[name]?.enabled ?? name !== "grpc";
}
