import { copyFileSync } from "node:fs";
import path from "node:path";
import { ISSUER } from "../cluster/certificates";
import { INGRESS_CLASS } from "../cluster/entry";
import { cluster } from "./prepare";
import type { Project } from "./project";
import { setConfig } from "./stack";

/** The services of the example: those of a stack without Portal. */
export const SECOND_SERVICES = ["membership", "dex", "console"];

/**
 * Makes a second stack of the same example and selects it: below a domain of its own, in a namespace
 * of its own and with databases of its own.
 *
 * @param further - settings besides; `undefined` leaves one as the example has it
 */
export async function createSecondStack(
  project: Project,
  name: string,
  further: Readonly<Record<string, string | undefined>> = {},
): Promise<void> {
  await project.run(
    `cp examples/small-test/Pulumi.small-test.yaml Pulumi.${name}.yaml && pulumi stack init ${name}`,
  );
  copyFileSync(
    path.join(cluster().folder, "authority.crt"),
    path.join(project.folder, "authority.crt"),
  );
  const settings: Readonly<Record<string, string | undefined>> = {
    domain: `${name}.test`,
    namespace: `formance-${name}`,
    "ingress.className": INGRESS_CLASS,
    "ingress.tls.mode": "cert-manager",
    "ingress.tls.issuer": ISSUER,
    "trust.caBundle": "file:authority.crt",
    ...Object.fromEntries(
      SECOND_SERVICES.flatMap((service) => [
        [`database.${service}.database`, `${name}_${service}`],
        [`database.${service}.user`, `${name}_${service}`],
      ]),
    ),
    "seed.users[0].email": `admin@${name}.test`,
    "seed.organizations[0].owner": `admin@${name}.test`,
    ...further,
  };
  for (const [key, value] of Object.entries(settings)) {
    if (value !== undefined) await setConfig(project, key, value);
  }
  await project.run("sh examples/small-test/secrets.sh", `${cluster().postgres.password}\n`);
}
