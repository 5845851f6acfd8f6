import assert from "node:assert/strict";
import { rightPodForms } from "../../config/cases/pod-forms/right";
import { wrongParts } from "../../config/cases/pod-forms/wrong-parts";
import { wrongPlaces } from "../../config/cases/pod-forms/wrong-places";
import type { PodForm } from "../../config/cases/pod-forms/form";
import { schedules } from "../../config/cases/schedules";
import { startKubeApiServer, type KubeApiServer } from "../support/kube-apiserver";
import type { KubeObject } from "../support/kube-client";

const namespace = "forms";
const data = [{ name: "data", emptyDir: {} }];

/** A pod with the value where the control plane puts it. */
function podWith({ setting, value }: Pick<PodForm, "setting" | "value">): KubeObject {
  const inContainer: Record<string, unknown> = {};
  const inPod: Record<string, unknown> = {};
  if (setting === "volumeMounts") Object.assign(inContainer, { volumeMounts: value });
  else if (setting === "securityContext") Object.assign(inContainer, { securityContext: value });
  else inPod[setting === "podSecurityContext" ? "securityContext" : setting] = value;
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name: "pod", namespace },
    spec: {
      serviceAccountName: "default",
      volumes: data,
      ...inPod,
      containers: [{ name: "pod", image: "pod:1", ...inContainer }],
    },
  };
}

describe("parts of a pod in Kubernetes' own form, given to a real API server", function () {
  this.timeout(1_800_000);
  let server: KubeApiServer;

  before(async () => {
    server = await startKubeApiServer();
    await server.client.put({ apiVersion: "v1", kind: "Namespace", metadata: { name: namespace } });
  });

  after(() => server.stop());

  const answerTo = (form: Pick<PodForm, "setting" | "value">) =>
    server.client.put(podWith(form), { dryRun: true });

  for (const form of [...wrongParts, ...wrongPlaces]) {
    it(`${form.taken ? "aren't refused there, and here" : "are refused there and here"}: ${form.name}`, async () => {
      const { status, body } = await answerTo(form);
      assert.equal(status >= 400, form.taken !== true, `${status} ${String(body.message)}`);
    });
  }

  const cronJob = (schedule: string): KubeObject => ({
    apiVersion: "batch/v1",
    kind: "CronJob",
    metadata: { name: "job", namespace },
    spec: {
      schedule,
      jobTemplate: {
        spec: {
          template: {
            spec: { restartPolicy: "Never", containers: [{ name: "job", image: "job:1" }] },
          },
        },
      },
    },
  });

  for (const { schedule, problem, taken } of schedules) {
    it(`reads the schedule ${schedule} as it is read here`, async () => {
      const { status, body } = await server.client.put(cronJob(schedule), { dryRun: true });
      const isRefused = problem !== undefined && taken !== true;
      assert.equal(status >= 400, isRefused, `${status} ${String(body.message)}`);
    });
  }

  it("takes capital letters in the prefix of an annotation's key, and not of a label's", async () => {
    const withKey = async (kind: "annotations" | "labels") => {
      const metadata = { name: "keys", namespace, [kind]: { "Example.com/a": "b" } };
      const object = { apiVersion: "v1", kind: "ConfigMap", metadata };
      return (await server.client.put(object, { dryRun: true })).status;
    };
    assert.ok((await withKey("annotations")) < 300);
    assert.ok((await withKey("labels")) >= 400);
  });

  for (const form of rightPodForms) {
    it(`are taken there and here: ${form.name}`, async () => {
      const { status, body } = await answerTo(form);
      assert.ok(status < 300, `${status} ${String(body.message)}`);
    });
  }
});
