import { DEX_VERSION, prepareDex } from "../../../sandbox/servers/dex";
import { progressLog } from "../../support/progress-log";
import { prepareLanguageHosts, prepareSdkGenerator } from "../languages/language-hosts";
import { prepareBrowser } from "./chromium";
import { prepareDefinitions } from "./definitions";
import { prepareEtcd } from "./etcd";
import { KUBERNETES_VERSION, prepareKubernetesProgram } from "./kubernetes-program";
import { prepareNodeLanguageHost } from "./language-host";
import { preparePodSecurity } from "./pod-security";
import { prepareCheckov, prepareKubeScore } from "./scanners";
import { prepareSlapd } from "./slapd";
import { prepareStrictDex } from "./strict-dex";

/**
 * Gets the servers of the end-to-end tests before the first test, so that no test's time limit
 * meets a build: on a new machine they take a quarter of an hour. One after the other, since each
 * build uses every core.
 */
export async function mochaGlobalSetup(): Promise<void> {
  await prepareDex(progressLog());
  await prepareStrictDex("2.44", progressLog());
  await prepareStrictDex("main", progressLog());
  console.log(`Dex ${DEX_VERSION}`);
  await prepareSlapd(progressLog());
  await prepareBrowser(progressLog());
  await prepareDefinitions();
  await prepareEtcd();
  await preparePodSecurity(progressLog());
  await prepareNodeLanguageHost(progressLog());
  await prepareKubeScore(progressLog());
  await prepareCheckov();
  await prepareLanguageHosts(progressLog());
  await prepareSdkGenerator(progressLog());
  await prepareKubernetesProgram("kube-apiserver", progressLog());
  console.log(`kube-apiserver ${KUBERNETES_VERSION}`);
}
