/** Parameters that replace a part of the URL: pgx, lib/pq and Node's pg let them win. */
const replacing = new Set(
  "connectionString database db dbname host hostaddr passfile password port service servicefile user username".split(
    " ",
  ),
);

/**
 * Parameters of other clients. Some driver of the services sends them to the server as settings,
 * and the server refuses the connection.
 */
const foreign = new Set(
  "binary binary_parameters channel_binding connection_limit datestyle default_query_exec_mode description_cache_capacity disable_prepared_binary_result encoding fallback_application_name gssdelegation gssencmode gsslib keepalives keepalives_count keepalives_idle keepalives_interval load_balance_hosts log max max_protocol_version min min_protocol_version pgbouncer pool_max_conns pool_min_conns pool_timeout query_timeout replication require_auth requirepeer requiressl schema scram_client_key scram_server_key ssl_max_protocol_version ssl_min_protocol_version sslcertmode sslcompression sslcrl sslcrldir sslinline sslkeylogfile sslnegotiation sslpassword statement_cache_capacity stream target_session_attrs tcp_user_timeout types uselibpqcompat".split(
    " ",
  ),
);

/** What settings of PostgreSQL are named like; the clients' own are often in camel case. */
const setting = /^([a-z_][a-z0-9_.]*|TimeZone|IntervalStyle)$/;

/** Parameters that name files of the pods. */
const files = new Set(["sslrootcert", "sslcert", "sslkey"]);

/** What is wrong with a further parameter of a connection, in words that continue "which". */
export function parameterProblem(name: string, value: string): string | undefined {
  if (replacing.has(name)) {
    return "would replace another part of the connection. Remove it, and set that part where it belongs.";
  }
  if (name === "ssl") {
    return "not every client knows. Set the TLS mode with sslmode in a URL, or with tlsMode.";
  }
  if (foreign.has(name) || name.startsWith("pool_") || !setting.test(name)) {
    return "not every client knows: it would be sent to the server, which refuses it. Remove it.";
  }
  if (files.has(name) && !value.startsWith("/")) {
    return "must be the path of a file in the pods, from the root.";
  }
  if (name === "client_encoding" && !/^utf-?8$/i.test(value)) return "must be UTF8.";
  return name === "connect_timeout" && !/^\d{1,5}$/.test(value)
    ? "must be a number of seconds."
    : undefined;
}

/** Parameters that a client needs together: a certificate and its key. */
const pair = ["sslcert", "sslkey"] as const;

/** The parameter that stands without the other one of its pair, and what is wrong with it. */
export function pairProblem(
  names: readonly string[],
): { readonly name: string; readonly message: string } | undefined {
  const name = pair.find((each) => names.includes(each));
  const missing = pair.find((each) => !names.includes(each));
  if (name === undefined || missing === undefined) return undefined;
  return { name, message: `needs ${missing} too: clients refuse one without the other. Add it.` };
}
