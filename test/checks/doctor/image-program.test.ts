import assert from "node:assert/strict";
import type { CheckResult } from "../../../checks/check";
import type { ClusterSnapshot, ContainerState, Pod } from "../../../checks/cluster/snapshot";
import { resultsOf } from "../../../checks/doctor/cluster/cluster-check";
import { migration } from "../../../checks/doctor/cluster/migration";
import { podCrash } from "../../../checks/doctor/cluster/pod-crash";
import { secretKeys } from "../../../checks/doctor/cluster/secret-keys";
import { services } from "../../../facts/services";
import { well } from "./cluster-snapshot";

const notFound = (program: string): string =>
  `failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "${program}": executable file not found in $PATH: unknown`;

interface Ending {
  readonly state?: ContainerState;
  readonly lastState?: ContainerState;
  readonly lines?: readonly string[];
}

/** What container engines, shells and Node.js leave behind, for a program that the image lacks. */
const endings: Readonly<Record<string, (program: string) => Ending>> = {
  "containerd, between two starts": (program) => ({
    state: { waiting: { reason: "CrashLoopBackOff" } },
    lastState: {
      terminated: { reason: "StartError", exitCode: 128, message: notFound(program) },
    },
  }),
  "containerd, at the first start": (program) => ({
    state: { terminated: { reason: "StartError", exitCode: 128, message: notFound(program) } },
  }),
  "containerd, waiting": (program) => ({
    state: { waiting: { reason: "RunContainerError", message: notFound(program) } },
  }),
  "CRI-O": (program) => ({
    state: {
      waiting: {
        reason: "CreateContainerError",
        message: `container create failed: executable file \`${program}\` not found in $PATH: No such file or directory`,
      },
    },
  }),
  "a shell": (program) => ({
    state: { waiting: { reason: "CrashLoopBackOff" } },
    lastState: { terminated: { reason: "Error", exitCode: 127 } },
    lines: [`/bin/sh: 1: ${program}: not found`],
  }),
  "Node.js": (program) => ({
    state: { waiting: { reason: "CrashLoopBackOff" } },
    lastState: { terminated: { reason: "Error", exitCode: 1 } },
    lines: ["node:internal/modules/cjs/loader:1459", `Error: Cannot find module '/app/${program}'`],
  }),
};

function podOf(service: "console" | "portal" | "membership", ending: Ending, job?: string): Pod {
  const { state, lastState } = ending;
  return {
    metadata: {
      name: `${service}-1`,
      labels: { "app.kubernetes.io/name": services[service].label },
      ...(job !== undefined && { ownerReferences: [{ kind: "Job", name: job }] }),
    },
    status: {
      containerStatuses: [
        {
          name: service,
          ready: false,
          restartCount: 2,
          ...(state && { state }),
          ...(lastState && { lastState }),
        },
      ],
    },
  };
}

function snapshotOf(pod: Pod, { lines = [] }: Ending): ClusterSnapshot {
  const logs = [{ pod: pod.metadata.name, container: "c", previous: true, lines }];
  return { ...well, pods: [pod], logs };
}

const look = (snapshot: ClusterSnapshot): CheckResult[] =>
  [podCrash, secretKeys].flatMap((check) => resultsOf(check, "cluster", snapshot));

describe("a program that an image lacks", () => {
  for (const [engine, endingOf] of Object.entries(endings)) {
    for (const [service, program, form] of [
      ["console", "pnpm", "slim"],
      ["portal", "pnpm", "slim"],
      ["console", "node_modules/.bin/react-router-serve", "pnpm"],
    ] as const) {
      it(`is named with the form that fits: ${program} of ${service} (${engine})`, () => {
        const ending = endingOf(program);
        const found = look(snapshotOf(podOf(service, ending), ending)).filter(
          ({ status }) => status !== "ok",
        );
        assert.deepEqual(
          found.map(({ id, status }) => [id, status]),
          [["pod-crash", "failed"]],
        );
        assert.equal(found[0]?.evidence, `${service} can't start: its image has no ${program}.`);
        assert.match(
          found[0].remedy ?? "",
          new RegExp(
            `^Set ${service}\\.imageForm to ${form} in the stack config, or ${service}\\.command`,
          ),
        );
      });
    }

    it(`is named for a migration (${engine})`, () => {
      const program = engine === "Node.js" ? "dist/migrate.cjs" : "pnpm";
      const ending = endingOf(program);
      const job = { metadata: { name: "console-migration" } };
      const pod = podOf("console", ending, job.metadata.name);
      for (const status of [
        { active: 1, failed: 1 },
        { failed: 5, conditions: [{ type: "Failed", status: "True" }] },
      ]) {
        const view = { ...snapshotOf(pod, ending), jobs: [{ ...job, status }] };
        const [result] = resultsOf(migration, "cluster", view);
        assert.equal(result?.status, "failed");
        assert.match(result.evidence, new RegExp(`: its image has no ${program}\\.$`));
        assert.match(
          result.remedy ?? "",
          /^Set console\.imageForm to (slim|pnpm) in the stack config/,
        );
      }
    });
  }

  it("is nothing that other services or other errors have", () => {
    const shell = endings["a shell"]?.("pnpm") ?? {};
    const [of] = look(snapshotOf(podOf("membership", shell), shell));
    assert.doesNotMatch(of?.evidence ?? "", /has no pnpm/);
    const other = {
      ...shell,
      lines: ["ERR_PNPM_NO_SCRIPT  Missing script: start:prod", "404 not found"],
    };
    const [crash] = look(snapshotOf(podOf("console", other), other));
    assert.match(crash?.evidence ?? "", /^console has exited 2 times, last with exit status 127/);
  });
});
