import { existsSync } from "node:fs";
import path from "node:path";
import { libraryFolders, unpackDebianPackages } from "../../e2e/support/debian-package";

/** Debian's packages that make a node, unpacked and not installed. */
export interface NodePackages {
  readonly root: string;
  /** Variables with which their programs find their libraries and one another. */
  readonly env: Readonly<Record<string, string>>;
  /** The folder of iptables' matches and targets. */
  readonly iptablesExtensions: string;
}

const PACKAGES = [
  "containerd",
  "runc",
  "containernetworking-plugins",
  "nftables",
  "busybox-static",
  "conntrack",
  "iptables",
  "ipset",
];

/** Gets containerd, runc, the CNI plugins, the tools of the network and a static shell. */
export async function prepareNodePackages(
  onProgress: (text: string) => void = () => undefined,
): Promise<NodePackages> {
  const unpacked = await unpackDebianPackages("live-node", PACKAGES, onProgress);
  if ("failure" in unpacked) {
    throw new Error(
      `The node of the live tests runs Debian's containerd and runc, which can't be got: ${unpacked.failure}.\n` +
        "Use a machine with apt-get that reaches Debian's packages.",
    );
  }
  const root = unpacked.folder;
  const programs = ["usr/bin", "usr/sbin", "sbin"].map((folder) => path.join(root, folder));
  const libraries = libraryFolders(root);
  return {
    root,
    iptablesExtensions:
      libraries.map((folder) => path.join(folder, "xtables")).find((each) => existsSync(each)) ??
      "",
    env: {
      PATH: [...programs, process.env.PATH].join(path.delimiter),
      LD_LIBRARY_PATH: libraries.join(path.delimiter),
    },
  };
}
