import { releaseName } from "../../facts/release-names";
import { perService, services, type Service } from "../../facts/services";
import { text } from "../fields";
import { objectsIn } from "../interfaces";
import { optional, required } from "../notes";
import { dnsLabel } from "../text-formats";

const object = objectsIn("adopt");

const fullName = (service: Service) =>
  optional(text(dnsLabel), `Name of ${services[service].title}'s Service and Ingress.`, {
    defaultText: `\`${releaseName({ release: "<release>" }, service)}\``,
    plain: true,
  });

/** A Helm release whose objects the stack takes over. */
export const adopt = object(
  "AdoptArgs",
  "A release of the vendor's Helm chart that the control plane takes over.",
  {
    release: required(text(dnsLabel), "Name of the Helm release.", { plain: true }),
    fullNames: optional(
      object(
        "AdoptedNamesArgs",
        "Names of the release's objects, where overrides changed them.",
        perService(fullName),
      ),
      "Names of the release's objects, where `nameOverride` or `fullnameOverride` changed them.",
    ),
  },
);
