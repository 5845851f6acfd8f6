import * as z from "zod";
import { driftModes, pruneModes } from "../../seed/modes";
import { seedFields } from "../../seed/schema";
import { count, port, secretText, text } from "../fields";
import { nameObject, noteArgument, objectsIn } from "../interfaces";
import { optional, required } from "../notes";
import { dnsLabel, objectName, type TextFormat } from "../text-formats";

const object = objectsIn("seed");

/** Any name, because it is always quoted. Postgres would truncate a longer one. */
const schemaName: TextFormat = (value) => {
  if (value.trim() === "" || value.includes("\u0000"))
    return "is not a schema name. Write it as Postgres lists it, such as membership.";
  return Buffer.byteLength(value) <= 63
    ? undefined
    : "is longer than 63 bytes, which is all that Postgres keeps of a name. Shorten it.";
};

const { regions, organizations, users, stacks } = seedFields.shape;
const region = regions.unwrap().element;
const organization = organizations.unwrap().element;
// In the seed's own schema the secret is plain text; the config keeps it opaque.
const stack = stacks.unwrap().element.extend({
  clientSecret: optional(
    secretText(),
    stacks.unwrap().element.shape.clientSecret.description ?? "",
  ),
});
// They decide which secrets are generated.
noteArgument(stack.shape.name, { plain: true });
noteArgument(stack.shape.organization, { plain: true });

const entries: readonly (readonly [string, string, z.ZodObject])[] = [
  ["SeedRegionArgs", "A region, where stacks run.", region],
  [
    "SeedVersionSetArgs",
    "The image tags that stacks of one version run.",
    region.shape.versions.unwrap().element,
  ],
  ["SeedOrganizationArgs", "An organization.", organization],
  ["SeedPolicyArgs", "A policy of an organization.", organization.shape.policies.unwrap().element],
  ["SeedMemberArgs", "A member of an organization.", organization.shape.members.unwrap().element],
  ["SeedUserArgs", "A user.", users.unwrap().element],
  ["SeedStackArgs", "A stack of an organization, in a region.", stack],
  ["SeedStackMemberArgs", "A user's access to a stack.", stack.shape.members.unwrap().element],
  [
    "SeedRolePoliciesArgs",
    "The built-in policies that roles stand for, by name or number.",
    seedFields.shape.rolePolicies.unwrap(),
  ],
];
for (const [name, description, entry] of entries) {
  nameObject(entry, { file: "seed", name, description });
}

const content = object("SeedContentArgs", "What the seed writes, and how.", {
  via: optional(
    z.enum(["database", "wizard"]),
    "How the rows are written: over a connection from the machine that runs Pulumi (`database`), or by the image's own wizard in a Job in the cluster, which supports fewer fields (`wizard`).",
    { default: "database", plain: true },
  ),
  schema: optional(
    text(schemaName),
    "Schema of Membership's tables, exactly as Postgres spells it.",
    {
      default: "membership",
    },
  ),
  waitForMigrationsSeconds: optional(
    count(),
    "How long to wait for Membership's migrations, in seconds.",
    {
      default: 300,
    },
  ),
  prune: optional(
    z.enum(pruneModes),
    "What to do with rows that the seed created when their entry is gone: keep them (`never`), keep them and list them in the summary (`warn`), or delete them (`owned`).",
    { default: "never" },
  ),
  drift: optional(
    z.enum(driftModes),
    "What to do with fields that were changed by hand: `restore` them, or `keep` them until their entry changes. A refresh shows them in both cases.",
    { default: "restore" },
  ),
  ...seedFields.shape,
  stacks: optional(z.array(stack), "Stacks. Default: none."),
});

/** First contents of Membership's database. */
export const seed = object("SeedSettingsArgs", "First contents of Membership's database.", {
  portForward: optional(
    object(
      "SeedPortForwardArgs",
      "A Service or pod to forward a connection to, as `kubectl port-forward` does.",
      {
        context: optional(
          text(),
          "Context of the kubeconfig, which is `KUBECONFIG`, else `~/.kube/config`.",
          { defaultText: "the current context" },
        ),
        namespace: required(text(dnsLabel), "Namespace of the Service or pod."),
        service: optional(
          text(objectName),
          "Name of the Service. The connection goes to one of its ready pods.",
        ),
        pod: optional(text(objectName), "Name of the pod, instead of a Service."),
        port: optional(port(), "Port of the Service or pod.", {
          defaultText: "the database's port",
        }),
      },
    ),
    "Connect to a database inside a cluster through the Kubernetes API, as `kubectl port-forward` does. `database.host` is still the name that the pods use.",
    { defaultText: "a direct connection" },
  ),
  ...content.shape,
});
