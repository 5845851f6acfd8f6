import { runCommand } from "../../../workspace/run-command";
import { GATEWAY, NODE, NOWHERE } from "./addresses";

/** The node's interface, without an uplink: an interface with both ends here has a carrier. */
const COMMANDS = [
  "link add node0 type veth peer name node1",
  `address add ${NODE}/24 dev node0`,
  `address add ${GATEWAY}/24 dev node0`,
  "link set node0 up",
  "link set node1 up",
  `route add default via ${NOWHERE} dev node0`,
];

/** Gives the network namespace of this process the addresses of a node. */
export async function makeNetwork(): Promise<void> {
  for (const command of COMMANDS) {
    const { code, stderr } = await runCommand("ip", command.split(" "));
    if (code !== 0) throw new Error(`ip ${command} failed: ${stderr.trim()}`);
  }
}
