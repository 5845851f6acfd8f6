import * as z from "zod";
import { text } from "../fields";
import { dnsLabel, notEmpty, objectName, secretKey } from "../text-formats";
import { amount, form, given, innerPath, reportIn } from "./form";

/** Modes whose decimal digits are meant as octal ones, and fit nevertheless. */
const meantAsOctal = [400, 440, 444, 500];

const mode = () =>
  z
    .int()
    .min(0)
    .max(511)
    .refine((value) => !meantAsOctal.includes(value), {
      message: "is read as a decimal number. Write the mode in octal, such as 0o400.",
    });

const items = () =>
  z.array(form({ key: text(secretKey), path: innerPath(), mode: mode().optional() })).optional();

const fromKeys = {
  items: items(),
  defaultMode: mode().optional(),
  optional: z.boolean().optional(),
};

const emptyDir = form({
  medium: z
    .string()
    .regex(
      /^(Memory|HugePages(-\d+[KMG]i)?)?$/,
      "is not a medium. Write Memory, or leave it out for the node's disk.",
    )
    .optional(),
  sizeLimit: amount().optional(),
});

const source = form({
  secret: form({
    name: text(objectName),
    items: items(),
    optional: z.boolean().optional(),
  }).optional(),
  configMap: form({
    name: text(objectName),
    items: items(),
    optional: z.boolean().optional(),
  }).optional(),
  downwardAPI: form({ items: z.array(z.unknown()).optional() }).optional(),
  serviceAccountToken: form({
    path: innerPath(),
    audience: z.string().optional(),
    expirationSeconds: z.int().min(600).max(4294967296).optional(),
  }).optional(),
  clusterTrustBundle: z.unknown().optional(),
  podCertificate: z.unknown().optional(),
}).superRefine((value, context) => {
  const kinds = given(value, Object.keys(value));
  if (kinds.length === 1) return;
  const message =
    kinds.length === 0
      ? "has no source. Name one, such as secret or configMap."
      : `has ${kinds.join(" and ")}, but Kubernetes allows only one. Write an entry for each.`;
  context.addIssue({ code: "custom", message });
});

/** Sources whose parts are looked at. */
const checkedSources = {
  emptyDir: emptyDir.optional(),
  secret: form({ secretName: text(objectName), ...fromKeys }).optional(),
  configMap: form({ name: text(objectName), ...fromKeys }).optional(),
  persistentVolumeClaim: form({
    claimName: text(objectName),
    readOnly: z.boolean().optional(),
  }).optional(),
  projected: form({
    sources: z.array(source),
    defaultMode: mode().optional(),
  }).optional(),
  csi: form({
    driver: text(notEmpty),
    readOnly: z.boolean().optional(),
    fsType: z.string().optional(),
    volumeAttributes: z.record(z.string(), z.string()).optional(),
    nodePublishSecretRef: z.unknown().optional(),
  }).optional(),
  nfs: form({
    server: text(notEmpty),
    path: text(notEmpty),
    readOnly: z.boolean().optional(),
  }).optional(),
  hostPath: form({ path: text(notEmpty), type: z.string().optional() }).optional(),
};

const otherSources =
  "awsElasticBlockStore azureDisk azureFile cephfs cinder downwardAPI ephemeral fc flexVolume flocker gcePersistentDisk gitRepo glusterfs image iscsi photonPersistentDisk portworxVolume quobyte rbd scaleIO storageos vsphereVolume".split(
    " ",
  );

const sources = [...Object.keys(checkedSources), ...otherSources];

/** A volume of a pod. */
export const volume = form({
  name: text(dnsLabel),
  ...checkedSources,
  ...Object.fromEntries(otherSources.map((name) => [name, z.unknown().optional()])),
}).superRefine((value, context) => {
  const kinds = given(value, sources);
  if (kinds.length > 1) {
    const message = `has ${kinds.join(" and ")}, but Kubernetes allows only one. Write a volume for each.`;
    context.addIssue({ code: "custom", message });
  } else if (Object.keys(value).every((key) => key === "name")) {
    const message =
      "has no source, so Kubernetes would create an empty folder. Name one, such as secret, configMap or emptyDir: {}.";
    context.addIssue({ code: "custom", message });
  }
});

/** Where a container mounts a volume. */
export const volumeMount = form({
  name: text(dnsLabel),
  mountPath: z.string(),
  readOnly: z.boolean().optional(),
  recursiveReadOnly: z.enum(["Disabled", "IfPossible", "Enabled"]).optional(),
  subPath: innerPath().optional(),
  subPathExpr: innerPath().optional(),
  mountPropagation: z.enum(["None", "HostToContainer", "Bidirectional"]).optional(),
}).superRefine((value, context) => {
  const report = reportIn(context);
  if (value.subPath !== undefined && value.subPathExpr !== undefined) {
    report("subPathExpr", "can't be combined with subPath. Remove one of the two.");
  }
  if (
    value.recursiveReadOnly !== undefined &&
    value.recursiveReadOnly !== "Disabled" &&
    value.readOnly !== true
  ) {
    report("recursiveReadOnly", "needs readOnly. Set that to true, or remove this one.");
  }
});
