import type { CheckResult } from "../check";
import type { ClusterSnapshot, LogTail } from "../cluster/snapshot";
import { databaseRemedy } from "./catalogue";

/** What clients of Postgres (Go's pgx and pq, Node's pg) write when the database refuses them. */
const FAULTS: readonly (readonly [RegExp, string])[] = [
  [/password authentication failed/i, "the password is not the role's"],
  [/no pg_hba\.conf entry/i, "the server's pg_hba.conf does not let it in"],
  [/role "[^"]*" does not exist/i, "the role does not exist"],
  [/database "[^"]*" does not exist/i, "the database does not exist"],
  [/SSL is not enabled|server (refused|does not support) (TLS|SSL)/i, "the server speaks no TLS"],
  [/x509:|certificate (signed by|verify)|self[- ]signed cert/i, "the certificate is refused"],
  [/permission denied for (schema|table|database|relation)/i, "the role lacks rights"],
  [/relation "[^"]*" does not exist/i, "the migrations have not run"],
  [/too many (clients|connections)/i, "the server has no connection left"],
  [/(dial tcp|connect).*connection refused|ECONNREFUSED/i, "nothing listens there"],
  [/no such host|ENOTFOUND|EAI_AGAIN/i, "the host's name is not known in the cluster"],
  [/(dial tcp|connect).*(i\/o timeout|timed out)|ETIMEDOUT/i, "there is no answer"],
];

/** A line has to speak of a database, since services dial other servers too. */
const OF_DATABASE = /postgres|pq:|pgx|pgconn|database|SQLSTATE|:5432|relation "|FATAL/i;

/**
 * Whether the pods reach their databases, by the logs of what is not well. Nothing is known of pods
 * that have written nothing.
 */
export function insideResults({ logs }: Pick<ClusterSnapshot, "logs">): CheckResult[] {
  return logs.flatMap((log) => {
    const found = faultOf(log);
    if (found === undefined) return [];
    return [
      {
        id: "database-inside",
        group: "database",
        subject: log.pod,
        status: "failed" as const,
        evidence: `${log.container} can't use its database: ${found.words}.`,
        remedy: databaseRemedy("database-inside"),
        details: [found.line],
        milliseconds: 0,
      },
    ];
  });
}

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
