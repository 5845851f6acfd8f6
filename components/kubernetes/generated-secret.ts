import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

/**
 * A secret of letters and digits, made once. A higher generation number makes a new value.
 */
export function generateSecret(
  parent: pulumi.ComponentResource,
  name: string,
  length: number,
  generation: pulumi.Input<number> | undefined,
): random.RandomPassword {
  return new random.RandomPassword(
    name,
    { length, special: false, keepers: { generation: pulumi.interpolate`${generation ?? 1}` } },
    { parent },
  );
}
