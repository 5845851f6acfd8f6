import { runChains } from "../../../checks/chain";
import type { CheckResult } from "../../../checks/check";
import { identityPreflight } from "../../../checks/preflight/identity/chains";
import { identityTarget } from "../../../checks/preflight/identity/target";
import { changed, load } from "../../config/support";

/** A machine under load may take long; a server that works takes milliseconds. */
const TIME_LIMIT = 60_000;

/** What a check found. */
export type Finding = Pick<CheckResult, "id" | "status" | "evidence">;

/** The preflight's findings on the connector of a stack whose domain is example.com. */
export async function checkConnector(written: Record<string, unknown>): Promise<Finding[]> {
  const config = load(changed({ environment: "test", dex: { connectors: [written] } }));
  const results = await runChains(identityPreflight(identityTarget(config)), {
    timeLimit: TIME_LIMIT,
  });
  return results
    .filter(({ subject }) => subject === written.id)
    .map(({ id, status, evidence }) => ({ id, status, evidence }));
}
