import { migratedServices, services, webServices, type ServiceNames } from "../service-names";

/** What the placeholders in paths stand for. */
const placeholders: readonly (readonly [placeholder: string, stands: readonly ServiceNames[]])[] = [
  ["<service>", services],
  ["<migrated>", migratedServices],
  ["<app>", webServices],
];

/** The services that a path is about; one of nothing where it has no placeholder. */
export function servicesIn(path: string): readonly (ServiceNames | undefined)[] {
  const found = placeholders.find(([placeholder]) => path.includes(placeholder));
  return found?.[1] ?? [undefined];
}

const anyPlaceholder = /<\w+>/;

/** A path of the chart's values, for one service. */
export function valuePath(path: string, service: ServiceNames | undefined): string {
  const key = path.startsWith("global.platform.") ? service?.platform : service?.values;
  return key === undefined ? path : path.replace(anyPlaceholder, key);
}

/** A config path, for one service. */
export function configPath(path: string, service: ServiceNames | undefined): string {
  return service === undefined ? path : path.replace(anyPlaceholder, service.config);
}

/** The paths of the chart's values that a path with placeholders and choices stands for. */
export function expandValues(path: string): string[] {
  return servicesIn(path).flatMap((service) => expandChoices(valuePath(path, service)));
}

/** The config paths that a path with a placeholder stands for. */
export function expandConfig(path: string): string[] {
  return servicesIn(path).map((service) => configPath(path, service));
}

function expandChoices(path: string): string[] {
  const [choice, inside] = /\{([^}]*)\}/.exec(path) ?? [];
  if (choice === undefined || inside === undefined) return [path];
  return inside.split(",").flatMap((key) => expandChoices(path.replace(choice, key)));
}
