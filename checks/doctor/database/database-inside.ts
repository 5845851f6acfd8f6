import type { LogTail } from "../../cluster/snapshot";
import { failed } from "../../finding";
import type { ClusterCheck } from "../cluster/cluster-check";

/** What clients of Postgres (Go's pgx and pq, Node's pg) write when the database refuses them. */
const FAULTS: readonly (readonly [RegExp, string])[] = [
  [/password authentication failed/i, "the password isn't the role's"],
  [/no pg_hba\.conf entry/i, "the server's pg_hba.conf doesn't let it in"],
  [/role "[^"]*" does not exist/i, "the role doesn't exist"],
  [/database "[^"]*" does not exist/i, "the database doesn't exist"],
  [
    /SSL is not enabled|server (refused|does not support) (TLS|SSL)/i,
    "the server doesn't support TLS",
  ],
  [/x509:|certificate (signed by|verify)|self[- ]signed cert/i, "the certificate is rejected"],
  [/permission denied for (schema|table|database|relation)/i, "the role lacks rights"],
  [/relation "[^"]*" does not exist/i, "the migrations haven't run"],
  [/too many (clients|connections)/i, "the server has no free connections"],
  [/(dial tcp|connect).*connection refused|ECONNREFUSED/i, "nothing listens there"],
  [/no such host|ENOTFOUND|EAI_AGAIN/i, "the host name doesn't resolve in the cluster"],
  [/(dial tcp|connect).*(i\/o timeout|timed out)|ETIMEDOUT/i, "there is no answer"],
];

/** A line has to speak of a database, since services dial other servers too. */
const OF_DATABASE = /postgres|pq:|pgx|pgconn|database|SQLSTATE|:5432|relation "|FATAL/i;

/** Nothing is known of pods that have written nothing. */
export const databaseInside: ClusterCheck = {
  id: "database-inside",
  title: "The pods reach their databases",
  meaning:
    "The doctor reads this from the ends of the logs of unhealthy pods, because pods and this machine reach the database over different paths.",
  causes: [
    "A NetworkPolicy, security group or firewall is between cluster and server.",
    "A Secret has a password that is no longer the role's.",
    "The pods don't trust the certificate authority of the server.",
  ],
  remedy:
    "Compare the Secret that the pod reads with the server: host, role, password, certificate authority (`database` in the stack config). Then run pulumi up.",
  look({ logs }) {
    return logs.flatMap((log) => {
      const found = faultOf(log);
      if (found === undefined) return [];
      const evidence = `${log.container} can't use its database: ${found.words}.`;
      return [{ subject: log.pod, ...failed(evidence), details: [found.line] }];
    });
  },
};

function faultOf({
  lines,
}: LogTail): { readonly words: string; readonly line: string } | undefined {
  for (const line of lines.toReversed()) {
    if (!OF_DATABASE.test(line)) continue;
    const fault = FAULTS.find(([pattern]) => pattern.test(line));
    if (fault !== undefined) return { words: fault[1], line };
  }
  return undefined;
}
