import { namePrefix, objectName, serviceName, type TextFormat } from "../text-formats";
import type { ComponentName } from "./component-schemas";

const formats: Readonly<Record<ComponentName, TextFormat | undefined>> = {
  ControlPlane: namePrefix,
  DexProvider: serviceName,
  MembershipService: serviceName,
  Console: serviceName,
  Portal: serviceName,
  Ingress: objectName,
  GatewayRoutes: objectName,
  TargetGroupBindings: objectName,
  NetworkPolicies: objectName,
  ExternalSecrets: objectName,
  // Nothing in Kubernetes is called after these.
  Database: undefined,
  MembershipSeed: undefined,
};

/** What is wrong with a component's own name, after which its objects in Kubernetes are called. */
export function nameProblem(component: ComponentName, name: string): string | undefined {
  return formats[component]?.(name);
}
