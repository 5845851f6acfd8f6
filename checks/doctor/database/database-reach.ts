import type { Check } from "../../check";
import { failed, ok } from "../../finding";
import { connectTo } from "../../network/connect";
import type { MembershipDatabase } from "./membership-database";

export const databaseReach: Check<MembershipDatabase> = {
  id: "database-reach",
  title: "The database can be reached from here",
  meaning:
    "The machine that runs Pulumi seeds the database, so it has to reach it. While Membership itself is well, this is a warning: only this machine is kept out.",
  causes: [
    "The database takes connections only from the cluster's network.",
    "Host or port in the stack config is wrong, or the server does not run.",
  ],
  remedy:
    "Look from a machine that reaches it, or set `seed.portForward` (or `database.operatorHost`) in the stack config.",
  async run({ connection: { host, port } }, signal) {
    const fault = await connectTo({ host, port, signal });
    return fault === undefined
      ? ok("It takes connections.")
      : failed(`No connection from this machine to ${host}:${port}: ${fault}.`);
  },
};
