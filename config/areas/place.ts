import * as z from "zod";
import { imageRegistry, services, type Service, perService } from "../../facts/services";
import { count, hostName, secretObject, text } from "../fields";
import { objectsIn } from "../interfaces";
import { optional, type FieldNotes } from "../notes";
import * as formats from "../text-formats";
import { urlPath } from "../url-formats";

const object = objectsIn("place");

const scheme = () =>
  optional(z.enum(["https", "http"]), "URL scheme; `http` only in test environments.", {
    default: "https",
  });

const host = (service: string) =>
  optional(hostName(), "Host name, without scheme and path.", {
    defaultText: `\`${service}.<domain>\``,
  });

const address = <Path extends z.ZodRawShape>(service: string, path: Path) =>
  object("AddressArgs", "The public address of one service: `<scheme>://<host><path>`.", {
    scheme: scheme(),
    host: host(service),
    ...path,
  });

/** Public addresses of the services. */
export const hosts = object("HostsArgs", "Public addresses of the services.", {
  dex: optional(
    address("dex", {
      path: optional(text(urlPath), "Path of the issuer.", {
        default: "",
        example: "/dex",
      }),
    }),
    "Address of Dex.",
  ),
  membership: optional(address("membership", {}), "Address of Membership."),
  console: optional(address("console", {}), "Address of Console."),
  portal: optional(address("portal", {}), "Address of Portal."),
  grpc: optional(
    object("HostArgs", "A public host.", { host: host("grpc") }),
    "Address of Membership's gRPC port, if it is published for agents.",
  ),
});

const pullFields = (registry: FieldNotes, policy: FieldNotes) => ({
  registry: optional(
    text(formats.imageRegistry),
    "Registry, with the path before the repository. Set a mirror here.",
    { ...registry, example: "registry.example.com/formance" },
  ),
  pullPolicy: optional(z.enum(["IfNotPresent", "Always", "Never"]), "When to pull images.", policy),
  pullSecrets: optional(
    z.array(secretObject("whole")),
    "Names of existing Secrets with registry credentials, also used by Jobs.",
  ),
});

const image = (service: Service) =>
  optional(
    object("ContainerImageArgs", "Image of one container, and how to pull it.", {
      ...object("ImageArgs", "One container image.", {
        repository: optional(text(formats.imageRepository), "Repository in the registry.", {
          default: services[service].image.repository,
        }),
        tag: optional(text(formats.imageTag), "Tag of the image.", {
          default: services[service].image.tag,
        }),
        digest: optional(text(formats.imageDigest), "Digest of the image, instead of the tag."),
      }).shape,
      ...pullFields({ defaultText: "`images.registry`" }, { defaultText: "`images.pullPolicy`" }),
    }),
    `Image of ${services[service].title}.`,
  );

/** Container images. */
export const images = object("ImagesArgs", "Container images of the services.", {
  ...pullFields({ default: imageRegistry }, { default: "IfNotPresent" }),
  ...perService(image),
});

const generation = (what: string) => optional(count(), `${what}.`, { default: 1, plain: true });

const generations = () => z.record(text(), count());

/** Generation numbers of the generated secrets. */
export const secretGenerations = object(
  "SecretGenerationsArgs",
  "Generation numbers of the generated secrets.",
  {
    dexClient: generation("Client secret of Membership at Dex"),
    dexClients: optional(
      generations(),
      "Client secrets of `dex.additionalClients`, by client id.",
      { plain: true },
    ),
    dexAdmin: generation("Generated passwords of Dex's local users"),
    dexSessions: generation("Key that encrypts the cookies of Dex's sessions"),
    consoleClient: generation("Client secret of Console at Membership"),
    portalClient: generation("Client secret of Portal at Membership"),
    additionalClients: optional(
      generations(),
      "Client secrets of `membership.additionalClients`, by client id.",
      { plain: true },
    ),
    consoleCookie: generation("Cookie key of Console"),
    portalCookie: generation("Cookie key of Portal"),
    database: generation("Passwords of the managed database roles"),
    stackClients: generation("Generated client secrets of seeded stacks"),
    selfSigned: generation("Keys of the self-signed certificates and their authority"),
  },
);
