import { standInOf } from "../protocol/resource-kind";
import type { StandIn } from "../protocol/stand-in";
import { checkConfig, parseConfig } from "./config";
import { databaseKind } from "./database";
import { grantKind } from "./grant";
import { roleKind } from "./role";
import { Server } from "./server";

/** The stand-in of the `postgresql` provider: works on a real server, to which previews never connect. */
export function createPostgresql(): StandIn {
  const server = new Server();
  const kinds = {
    "postgresql:index/database:Database": databaseKind(server),
    "postgresql:index/grant:Grant": grantKind(server),
    "postgresql:index/role:Role": roleKind(server),
  };
  const configure: StandIn["configure"] = (config) => {
    server.config = parseConfig(config);
  };
  return { ...standInOf(kinds, configure), checkConfig };
}
