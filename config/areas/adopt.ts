import { text } from "../fields";
import { objectsIn } from "../interfaces";
import { optional, required } from "../notes";
import { dnsLabel } from "../text-formats";

const object = objectsIn("adopt");

const fullName = (service: string, chart: string) =>
  optional(text(dnsLabel), `Name of ${service}'s Service and Ingress.`, {
    defaultText: `\`<release>-${chart}\``,
    plain: true,
  });

/** A Helm release whose objects the stack takes over. */
export const adopt = object(
  "AdoptArgs",
  "A release of the vendor's Helm chart that the control plane takes over.",
  {
    release: required(text(dnsLabel), "Name of the Helm release.", { plain: true }),
    fullNames: optional(
      object("AdoptedNamesArgs", "Names of the release's objects, where overrides changed them.", {
        dex: fullName("Dex", "dex"),
        membership: fullName("Membership", "membership"),
        console: fullName("Console", "console-v3"),
        portal: fullName("Portal", "portal"),
      }),
      "Names of the release's objects, where `nameOverride` or `fullnameOverride` changed them.",
    ),
  },
);
