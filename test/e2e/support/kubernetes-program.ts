import path from "node:path";
import { buildGoProgram } from "../../../workspace/engine/build-go-program";
import { cacheFolder, projectRoot } from "../../../workspace/folders";
import { executable } from "../../../workspace/run-command";

/** The release whose source `sandbox/toolchain/kubernetes` pins. */
export const KUBERNETES_VERSION = "1.36.3";

/** A program of Kubernetes' own source. */
export type KubernetesProgram =
  | "kube-apiserver"
  | "kube-controller-manager"
  | "kube-proxy"
  | "kube-scheduler"
  | "kubectl"
  | "kubelet";

/** The path of the program, which is built once by Go: the API server takes about ten minutes. */
export async function prepareKubernetesProgram(
  program: KubernetesProgram,
  onProgress: (text: string) => void = () => undefined,
): Promise<string> {
  const output = path.join(
    cacheFolder(),
    "kubernetes",
    `${program}-v${KUBERNETES_VERSION}`,
    executable(program),
  );
  const [major = "", minor = ""] = KUBERNETES_VERSION.split(".");
  const release = "k8s.io/component-base/version";
  const { failure } = await buildGoProgram({
    moduleFolder: path.join(projectRoot(), "sandbox", "toolchain", "kubernetes"),
    program: `k8s.io/kubernetes/cmd/${program}`,
    // Clients refuse the version v0.0.0.
    stamps: {
      [`${release}.gitVersion`]: `v${KUBERNETES_VERSION}`,
      [`${release}.gitMajor`]: major,
      [`${release}.gitMinor`]: minor,
    },
    output,
    label: `${program} ${KUBERNETES_VERSION}`,
    onProgress,
  });
  if (failure !== undefined) {
    throw new Error(
      `These tests need a ${program}, built once by Go 1.26 or later from the module proxy: ${failure}.\n` +
        "Install Go from https://go.dev/dl, and let this machine reach the proxy that GOPROXY names.",
    );
  }
  return output;
}
