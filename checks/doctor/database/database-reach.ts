import type { Check } from "../../check";
import { failed, ok } from "../../finding";
import { connectTo } from "../../network/connect";
import type { MembershipDatabase } from "./membership-database";

export const databaseReach: Check<MembershipDatabase> = {
  id: "database-reach",
  title: "This machine reaches the database",
  meaning:
    "The machine that runs Pulumi seeds the database, so it must reach it. While Membership itself is healthy, this is only a warning.",
  causes: [
    "The database accepts connections only from the cluster's network.",
    "The host or port in the stack config is wrong, or the server isn't running.",
  ],
  remedy:
    "Run the doctor on a machine that reaches the database, or set `seed.portForward` (or `database.operatorHost`) in the stack config.",
  async run({ connection: { host, port } }, signal) {
    const fault = await connectTo({ host, port, signal });
    return fault === undefined
      ? ok("It accepts connections.")
      : failed(`No connection from this machine to ${host}:${port}: ${fault}.`);
  },
};
