import * as z from "zod";

import type { ExpectedWorkload } from "../../checks/doctor/cluster/cluster-check";
import type { StackConfig } from "../../config";
import type { StackResource } from "../stack-state";

const deploymentSchema = z.looseObject({
  metadata: z.looseObject({ name: z.string() }),
  spec: z.looseObject({
    template: z.looseObject({
      spec: z.looseObject({ containers: z.array(z.looseObject({ name: z.string() })) }),
    }),
  }),
});

/** The Deployments as the stack's state has them. */
export function expectedWorkloads(resources: readonly StackResource[]): ExpectedWorkload[] {
  return resources
    .filter(({ type }) => type === "kubernetes:apps/v1:Deployment")
    .flatMap(({ inputs, outputs }) => {
      // The inputs are what was asked for; the name is among the outputs where it was generated.
      const asked = deploymentSchema.safeParse({ ...inputs, metadata: outputs.metadata });
      if (!asked.success) return [];
      const { metadata, spec } = asked.data;
      return [{ name: metadata.name, spec: spec.template.spec }];
    });
}

/** The ids of the applications' clients at Membership, as far as the config sets them. */
export function clientIds({ console, portal }: StackConfig): { console?: string; portal?: string } {
  return { console: console?.oauthClient?.id, portal: portal?.oauthClient?.id };
}

const servicesSchema = z.looseObject({ clientSecrets: z.record(z.string(), z.string()) });

/** The client secrets of the applications at Membership, by the client's id. */
export function clientSecrets(resources: readonly StackResource[]): Record<string, string> {
  const service = resources.find(({ type }) => type.endsWith(":MembershipService"));
  const parsed = servicesSchema.safeParse(service?.outputs);
  return parsed.success ? parsed.data.clientSecrets : {};
}

const authoritySchema = z.looseObject({ isCaCertificate: z.literal(true), certPem: z.string() });

/** PEM of the authority that the stack's self-signed certificates are from; nothing without one. */
export function selfSignedAuthority(resources: readonly StackResource[]): string | undefined {
  return resources
    .filter(({ type }) => type === "tls:index/selfSignedCert:SelfSignedCert")
    .flatMap(({ inputs, outputs }) => {
      const parsed = authoritySchema.safeParse({ ...inputs, ...outputs });
      return parsed.success ? [parsed.data.certPem] : [];
    })
    .at(0);
}
