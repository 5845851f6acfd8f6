import type { StackConfig } from "../../../config/schema";
import type { SecretText } from "../../../config/secret-text";
import {
  administratorDatabase,
  databaseForOperator,
  databaseForPods,
  databaseOfUrl,
  databaseOfUrlForOperator,
  operatorAddress,
  type DatabasePlace,
} from "../../../facts/database";
import { usesPostgres } from "../../../facts/deployment";

/** A role that is tried. */
export interface Login {
  readonly path: string;
  readonly place: DatabasePlace;
  readonly password: string;
  /** Why user or password are not known here, in a sentence. */
  readonly unknown?: string | undefined;
  /** Whether this machine has to reach the server, rather than the pods alone. */
  readonly fromHere: boolean;
}

/** The administrator, who makes databases and roles. */
export function administratorLogin({ database }: StackConfig): Login {
  const path = "database.admin";
  const place = administratorDatabase(database);
  return { path, place, fromHere: true, ...opened(path, database.admin?.password) };
}

/** The roles of the services that are deployed, as far as this machine knows their passwords. */
export function existingLogins(config: StackConfig): Login[] {
  const { database, seed } = config;
  const seeds = seed !== undefined && seed.via !== "wizard" && seed.portForward === undefined;
  return (["membership", "dex", "console", "portal"] as const)
    .filter((service) => usesPostgres(config, service))
    .map((service): Login => {
      const path = `database.${service}`;
      const own = database[service];
      const fromHere = service === "membership" && seeds;
      const pods = databaseForPods(database, service);
      const place = fromHere ? databaseForOperator(database, service) : pods;
      if (own?.url?.isSealed === true) return { path, place, fromHere, ...opened(path, own.url) };
      if (own?.url !== undefined) {
        const { password, ...byUrl } = fromHere
          ? databaseOfUrlForOperator(pods, own.url.reveal(), operatorAddress(database, service))
          : databaseOfUrl(pods, own.url.reveal());
        return { path, fromHere, place: byUrl, password };
      }
      const usesIam = service !== "dex" && (own?.iam ?? database.iam) === true;
      const unknown = usesIam
        ? `${path} logs in with AWS IAM tokens, which only the pods get.`
        : undefined;
      return { path, place, fromHere, ...opened(path, own?.password), ...(unknown && { unknown }) };
    });
}

/** A password in clear, or why it is not known. */
function opened(
  path: string,
  password: SecretText | undefined,
): Pick<Login, "password" | "unknown"> {
  if (password === undefined) {
    return {
      password: "",
      unknown: `The password of ${path} is in a Secret, which only the cluster can read.`,
    };
  }
  if (!password.isSealed) return { password: password.reveal() };
  return {
    password: "",
    unknown: `The password of ${path} is encrypted, and the stack's secrets weren't decrypted.`,
  };
}
