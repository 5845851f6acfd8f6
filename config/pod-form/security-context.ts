import * as z from "zod";
import { int32, text } from "../fields";
import { notEmpty } from "../text-formats";
import { form, reportIn } from "./form";

const profile = () =>
  form({
    type: z.enum(["RuntimeDefault", "Localhost", "Unconfined"]),
    localhostProfile: text(notEmpty).optional(),
  })
    .superRefine((value, context) => {
      const report = reportIn(context);
      const isLocal = value.type === "Localhost";
      if (isLocal === (value.localhostProfile !== undefined)) return;
      report(
        "localhostProfile",
        isLocal
          ? "is missing. It is required with type Localhost."
          : "needs the type Localhost. Set it, or remove this one.",
      );
    })
    .optional();

const user = () => int32(0).optional();

const ofBoth = {
  runAsUser: user(),
  runAsGroup: user(),
  runAsNonRoot: z.boolean().optional(),
  seccompProfile: profile(),
  appArmorProfile: profile(),
  seLinuxOptions: z.unknown().optional(),
  windowsOptions: z.unknown().optional(),
};

/** The security context of a pod. */
export const podSecurityContext = form({
  ...ofBoth,
  fsGroup: user(),
  fsGroupChangePolicy: z.enum(["OnRootMismatch", "Always"]).optional(),
  supplementalGroups: z.array(int32(0)).optional(),
  supplementalGroupsPolicy: z.enum(["Merge", "Strict"]).optional(),
  seLinuxChangePolicy: z.enum(["MountOption", "Recursive"]).optional(),
  sysctls: z.array(form({ name: text(notEmpty), value: z.string() })).optional(),
});

const capabilities = () =>
  z
    .array(
      z.string().refine((name) => !name.startsWith("CAP_"), {
        message: "has the prefix CAP_, which Kubernetes leaves out. Remove it.",
      }),
    )
    .optional();

/** The security context of a container. */
export const containerSecurityContext = form({
  ...ofBoth,
  privileged: z.boolean().optional(),
  allowPrivilegeEscalation: z.boolean().optional(),
  readOnlyRootFilesystem: z.boolean().optional(),
  procMount: z.enum(["Default", "Unmasked"]).optional(),
  capabilities: form({ add: capabilities(), drop: capabilities() }).optional(),
});
