import { standInOf } from "../protocol/resource-kind";
import type { StandIn } from "../protocol/stand-in";
import { checkConfig, parseConfig } from "./config";
import { databaseKind } from "./database";
import { defaultPrivilegesKind } from "./default-privileges";
import { extensionKind } from "./extension";
import { grantKind } from "./grant";
import { grantRoleKind } from "./grant-role";
import { roleKind } from "./role";
import { schemaKind } from "./schema";
import { Server } from "./server";

/** The stand-in of the `postgresql` provider: works on a real server, to which previews never connect. */
export function createPostgresql(): StandIn {
  const server = new Server();
  const kinds = {
    "postgresql:index/database:Database": databaseKind(server),
    "postgresql:index/defaultPrivileges:DefaultPrivileges": defaultPrivilegesKind(server),
    "postgresql:index/extension:Extension": extensionKind(server),
    "postgresql:index/grant:Grant": grantKind(server),
    "postgresql:index/grantRole:GrantRole": grantRoleKind(server),
    "postgresql:index/role:Role": roleKind(server),
    "postgresql:index/schema:Schema": schemaKind(server),
  };
  const configure: StandIn["configure"] = (config) => {
    server.config = parseConfig(config);
  };
  return { ...standInOf(kinds, configure), checkConfig };
}
