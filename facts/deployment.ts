import { dexDocumentDefaults, webAppDefaults } from "./defaults";
import { serviceNames, type Service } from "./services";

/** The settings, of a stack's config or of the components, that tell which services run. */
export interface DeploymentSettings {
  readonly oidc?: object | undefined;
  readonly dex?: { readonly storageType?: string | undefined } | undefined;
  readonly console?: { readonly enabled?: boolean | undefined } | undefined;
  readonly portal?: { readonly enabled?: boolean | undefined } | undefined;
}

/** Whether the service is deployed. Dex is, unless users log in at a provider of your own. */
export function isDeployed(settings: DeploymentSettings, service: Service): boolean {
  switch (service) {
    case "dex":
      return settings.oidc === undefined;
    case "membership":
      return true;
    case "console":
    case "portal":
      return settings[service]?.enabled ?? webAppDefaults.enabled;
  }
}

/** The services that are deployed, in the order in which they depend on each other. */
export function deployedServices(settings: DeploymentSettings): Service[] {
  return serviceNames.filter((service) => isDeployed(settings, service));
}

/** Whether the service is deployed and keeps its state in Postgres, as Dex does by default. */
export function usesPostgres(settings: DeploymentSettings, service: Service): boolean {
  if (!isDeployed(settings, service)) return false;
  return (
    service !== "dex" ||
    (settings.dex?.storageType ?? dexDocumentDefaults.storageType) === "postgres"
  );
}

/** The services that need a database, in the order in which they depend on each other. */
export function servicesWithDatabase(settings: DeploymentSettings): Service[] {
  return serviceNames.filter((service) => usesPostgres(settings, service));
}

/** The e-mail address of the first local user. */
export function adminEmail(domain: string, email?: string): string {
  return email ?? `admin@${domain}`;
}
