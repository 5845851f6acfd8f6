import * as z from "zod";
import { text } from "../fields";
import { dnsLabel, matching, objectName, secretKey } from "../text-formats";
import { form, given, reportIn } from "./form";
import { resourceAmounts } from "./resource-amounts";
import { containerSecurityContext } from "./security-context";
import { volumeMount } from "./volumes";

const reference = (name: string) =>
  form({ name: text(objectName), key: text(secretKey), optional: z.boolean().optional() })
    .meta({ title: name })
    .optional();

const valueSource = form({
  secretKeyRef: reference("secret"),
  configMapKeyRef: reference("configMap"),
  fieldRef: form({ fieldPath: z.string(), apiVersion: z.string().optional() }).optional(),
  resourceFieldRef: z.unknown().optional(),
  fileKeyRef: z.unknown().optional(),
}).superRefine((value, context) => {
  const sources = given(value, Object.keys(value));
  if (sources.length === 1) return;
  const message =
    sources.length === 0
      ? "has no source. Name one, such as secretKeyRef."
      : `has ${sources.join(" and ")}, but Kubernetes allows only one. Keep one of them.`;
  context.addIssue({ code: "custom", message });
});

const variable = form({
  name: text(
    matching(/^[^=\0]+$/, "is not the name of an environment variable. Write it without =."),
  ),
  value: z.string().optional(),
  valueFrom: valueSource.optional(),
}).superRefine((value, context) => {
  if ((value.value ?? "") === "" || value.valueFrom === undefined) return;
  reportIn(context)("valueFrom", "can't be combined with value. Remove one of the two.");
});

/** Of two variables of one name, the last wins. */
const variables = z.array(variable).superRefine((list, context) => {
  const seen = new Set<string>();
  for (const [index, { name }] of list.entries()) {
    if (seen.has(name)) {
      const message = "is also the name of another variable. Keep one of them.";
      context.addIssue({ code: "custom", path: [index, "name"], message });
    }
    seen.add(name);
  }
});

const probes = ["lifecycle", "livenessProbe", "readinessProbe", "startupProbe"];

/** A container that runs before the server; with `restartPolicy: Always`, beside it. */
export const initContainer = form({
  name: text(dnsLabel),
  image: text(
    matching(
      /^\S+$/,
      "is not the name of an image. Write it without spaces, such as busybox:1.37.",
    ),
  ),
  imagePullPolicy: z.enum(["Always", "IfNotPresent", "Never"]).optional(),
  command: z.array(z.string()).optional(),
  args: z.array(z.string()).optional(),
  workingDir: z.string().optional(),
  env: variables.optional(),
  envFrom: z.array(z.unknown()).optional(),
  ports: z.array(z.unknown()).optional(),
  resources: resourceAmounts.optional(),
  resizePolicy: z.unknown().optional(),
  restartPolicy: z.enum(["Always", "OnFailure", "Never"]).optional(),
  restartPolicyRules: z.unknown().optional(),
  volumeMounts: z.array(volumeMount).optional(),
  volumeDevices: z.unknown().optional(),
  lifecycle: z.unknown().optional(),
  livenessProbe: z.unknown().optional(),
  readinessProbe: z.unknown().optional(),
  startupProbe: z.unknown().optional(),
  terminationMessagePath: z.string().optional(),
  terminationMessagePolicy: z.enum(["File", "FallbackToLogsOnError"]).optional(),
  securityContext: containerSecurityContext.optional(),
  stdin: z.boolean().optional(),
  stdinOnce: z.boolean().optional(),
  tty: z.boolean().optional(),
}).superRefine((value, context) => {
  if (value.restartPolicy === "Always") return;
  for (const key of given(value, probes)) {
    reportIn(context)(
      key,
      "is only for a container that runs alongside the server, with restartPolicy Always. Set that, or remove this one.",
    );
  }
});
