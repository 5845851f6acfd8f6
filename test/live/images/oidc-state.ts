import { generateKeyPairSync, randomBytes } from "node:crypto";
import { Pool } from "pg";
import type { Adapter, AdapterPayload, JWKS } from "oidc-provider" with {
  "resolution-mode": "import",
};
import type { MembershipState } from "../../e2e/doctor/membership";
import { variable } from "./environment";

/** Tables of the issuer's own, as the real image has them: pods share logins, codes and tokens. */
export const oidcTables = `
create schema if not exists oidc;
create table if not exists oidc.state (
  kind text, id text, payload jsonb not null, grant_id text, uid text, user_code text,
  expires_at timestamptz, primary key (kind, id)
);`;

const CONNECT_LIMIT = 5_000;

/** Opens the issuer's state in the service's database; makes its keys if nobody has yet. */
export async function openOidcState(): Promise<MembershipState> {
  const pool = new Pool({
    connectionString: variable("POSTGRES_URI"),
    connectionTimeoutMillis: CONNECT_LIMIT,
  });
  // A connection that the server ends is replaced by the next request.
  pool.on("error", ({ message }) => {
    console.error(`database: ${message}`);
  });
  const store = storeIn(pool);
  await pool.query(
    "insert into oidc.state (kind, id, payload) values ('keys', 'keys', $1) on conflict do nothing",
    [JSON.stringify(newKeys())],
  );
  const { jwks, cookies } = (await store("keys").find("keys")) as unknown as Keys;
  const users = store("user");
  return {
    jwks,
    cookieKeys: [cookies],
    adapter: store,
    setUser: (interaction, sub) => users.upsert(interaction, { sub }, 3_600).then(() => undefined),
    user: async (interaction) => {
      const found = (await users.find(interaction)) as { readonly sub?: string } | undefined;
      return found?.sub ?? "";
    },
  };
}

interface Keys {
  readonly jwks: JWKS;
  readonly cookies: string;
}

function newKeys(): Keys {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const key = { ...privateKey.export({ format: "jwk" }), use: "sig", kid: "1" };
  return {
    jwks: { keys: [key] },
    cookies: randomBytes(16).toString("hex"),
  };
}

function storeIn(pool: Pool): (kind: string) => Adapter {
  return (kind) => {
    const findBy = async (column: string, value: string) => {
      const { rows } = await pool.query<{ payload: AdapterPayload }>(
        `select payload from oidc.state where kind = $1 and ${column} = $2
         and coalesce(expires_at > now(), true)`,
        [kind, value],
      );
      return rows[0]?.payload;
    };
    return {
      upsert: async (id, payload, expiresIn) => {
        await pool.query(
          `insert into oidc.state (kind, id, payload, grant_id, uid, user_code, expires_at)
           values ($1, $2, $3, $4, $5, $6, now() + make_interval(secs => $7))
           on conflict (kind, id) do update set payload = excluded.payload,
           expires_at = excluded.expires_at`,
          [
            ...[kind, id, JSON.stringify(payload)],
            ...[payload.grantId, payload.uid, payload.userCode, expiresIn],
          ],
        );
      },
      find: (id) => findBy("id", id),
      findByUid: (uid) => findBy("uid", uid),
      findByUserCode: (code) => findBy("user_code", code),
      consume: async (id) => {
        const consumed = { consumed: Math.floor(Date.now() / 1_000) };
        await pool.query(
          "update oidc.state set payload = payload || $3 where kind = $1 and id = $2",
          [kind, id, JSON.stringify(consumed)],
        );
      },
      destroy: async (id) => {
        await pool.query("delete from oidc.state where kind = $1 and id = $2", [kind, id]);
      },
      revokeByGrantId: async (grantId) => {
        await pool.query("delete from oidc.state where grant_id = $1", [grantId]);
      },
    };
  };
}
