import type { ConfigDraft } from "../config-draft";
import type { ReleaseValues } from "../release-values";
import { dexService, type ServiceNames } from "../../service-names";

/** Bindings of the services to AWS target groups, which replace Ingresses. */
export function importTargetGroups(
  values: ReleaseValues,
  draft: ConfigDraft,
  deployed: readonly ServiceNames[],
): void {
  const isOn = values.flag("global.aws.elb") === true;
  for (const service of deployed) {
    const port = service === dexService ? "dex-http" : "http";
    importGroup(values, draft, `${service.values}.aws.targetGroups.${port}`, service.config, isOn);
  }
  importGroup(values, draft, grpc, "grpc", isOn && hasGrpcPort(values));
  if (!isOn || hasGrpcPort(values) || !values.isGiven(`${grpc}.targetGroupARN`)) return;
  values.note(
    `${grpc}.targetGroupARN`,
    "unused",
    "Membership has the gRPC port only with NATS and membership.feature.managedStacks false, so the chart's binding has no target.",
  );
}

const grpc = "membership.aws.targetGroups.grpc";

function hasGrpcPort(values: ReleaseValues): boolean {
  return (
    values.flag("membership.feature.managedStacks") === false &&
    values.flag("global.nats.enabled") === true
  );
}

function importGroup(
  values: ReleaseValues,
  draft: ConfigDraft,
  from: string,
  to: string,
  isOn: boolean,
): void {
  const arn = `${from}.targetGroupARN`;
  const group = {
    targetGroupArn: values.text(arn),
    ipAddressType: values.text(`${from}.ipAddressType`),
    targetType: values.text(`${from}.targetType`),
  };
  for (const key of ["name", "port"]) {
    if (values.given(`${from}.serviceRef.${key}`) === undefined) continue;
    const reason = "A binding always names the Service and the port of its service.";
    values.note(`${from}.serviceRef.${key}`, "obsolete", reason);
  }
  if (!isOn) {
    if (values.flag("global.aws.elb") !== true && group.targetGroupArn !== undefined) {
      values.note(arn, "unused", "The chart reads it only with global.aws.elb true.");
    }
    return;
  }
  if (group.targetGroupArn === undefined) {
    if (to === "grpc") return;
    const reason = `The chart creates a binding with an empty ARN, which can't work; the control plane creates none. Set targetGroupBindings.${to}.targetGroupArn.`;
    values.note(arn, "changed", reason);
    return;
  }
  for (const [key, value] of Object.entries(group)) {
    draft.set(`targetGroupBindings.${to}.${key}`, value, arn);
  }
}
