import * as z from "zod";
import { text } from "../fields";
import { optional, required } from "../notes";
import { dnsLabel } from "../text-formats";

const fullName = (service: string, chart: string) =>
  optional(text(dnsLabel), `Name of ${service}'s Service and Ingress.`, {
    defaultText: `\`<release>-${chart}\``,
  });

/** A Helm release whose objects the stack takes over. */
export const adopt = z.strictObject({
  release: required(text(dnsLabel), "Name of the Helm release."),
  fullNames: optional(
    z.strictObject({
      dex: fullName("Dex", "dex"),
      membership: fullName("Membership", "membership"),
      console: fullName("Console", "console-v3"),
      portal: fullName("Portal", "portal"),
    }),
    "Names of the release's objects, where `nameOverride` or `fullnameOverride` changed them.",
  ),
});
