import * as pulumi from "@pulumi/pulumi";

import { defaults } from "../../facts/defaults";
import { ControlPlane } from "../../components";
import { type StackConfig, toArgs } from "../../config";
import { redactor } from "../../messages/redact";
import { plainSecrets } from "../../config/secret-text";
import { causeOf, failOnRejection } from "./fail-on-rejection";
import { CommandError } from "../errors";
import { inClear } from "../stack-state";

/** A resource as the program registers it, with its secrets in clear. */
export interface PlannedResource {
  readonly type: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** Stands where a value is made, or read from the cluster, by an update. */
const GENERATED = "generated-by-pulumi-up";

/**
 * What the program would register for a config, found out in this process: no engine, no cluster
 * and no database takes part. Values that an update generates are one and the same text, so names
 * that end in a hash of content differ from those of a deployment.
 */
export async function plannedResources(
  config: StackConfig,
  project: string,
  stack: string,
): Promise<PlannedResource[]> {
  const resources: PlannedResource[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs, id }) => {
        const plain = inClear(inputs) as Record<string, unknown>;
        resources.push({ type, inputs: plain });
        return {
          id: id === undefined || id === "" ? name : id,
          state: { ...plain, ...generated(type) },
        };
      },
      call: ({ token }) => {
        throw new CommandError(`The program calls a provider (${token}), which needs an engine.`);
      },
    },
    project,
    stack,
  );
  try {
    await failOnRejection(async () => {
      await pulumi.runtime.runInPulumiStack(() => {
        // No outputs, since the SDK warns of those that only an update knows.
        new ControlPlane(config.name ?? defaults.name, toArgs(config, pulumi.secret));
        return Promise.resolve({});
      });
      await pulumi.runtime.disconnect();
    });
  } catch (error) {
    const hide = redactor(plainSecrets(config));
    throw new CommandError(`The stack can't be rendered: ${hide(causeOf(error))}`, {
      cause: error,
    });
  }
  return resources;
}

/** What a provider would add to a resource's inputs. */
function generated(type: string): Record<string, unknown> {
  switch (type.split(":").at(-1)) {
    case "RandomPassword":
      return { result: GENERATED, bcryptHash: GENERATED };
    case "RandomBytes":
      return { hex: "00", base64: "AA==" };
    case "PrivateKey":
      return { privateKeyPem: GENERATED };
    case "CertRequest":
      return { certRequestPem: GENERATED };
    case "SelfSignedCert":
    case "LocallySignedCert":
      return { certPem: GENERATED };
    default:
      return {};
  }
}
