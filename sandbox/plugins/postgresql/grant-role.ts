import type { ResourceKind } from "../protocol/resource-kind";
import type { Properties } from "../protocol/values";
import { missing, textIn } from "./properties";
import { type Server, exists } from "./server";
import { identifier } from "./sql";

/** `postgresql.GrantRole`: the membership of one role in another. */
export function grantRoleKind(server: Server): ResourceKind {
  const work = (inputs: Properties, verb: string) => ({
    action: `${verb} ${textIn(inputs, "grantRole")}, role ${textIn(inputs, "role")}`,
  });
  const names = (inputs: Properties) =>
    ["grantRole", "role"].map((key) => identifier(textIn(inputs, key)));

  return {
    complete: (inputs) => ({ withAdminOption: false, ...inputs }),
    check: (inputs) => missing(inputs, ["role", "grantRole"]),
    replaces: () => true,
    deleteBeforeReplace: () => true,

    async create({ inputs, preview }) {
      if (preview) return { id: "", outputs: inputs };
      const [group = "", member = ""] = names(inputs);
      const option = inputs.withAdminOption === true ? " with admin option" : "";
      await server.run(work(inputs, "grant membership in"), (client) =>
        client.query(`grant ${group} to ${member}${option}`),
      );
      const id = `${textIn(inputs, "role")}_${textIn(inputs, "grantRole")}`;
      return { id, outputs: inputs };
    },

    async read({ inputs, state }) {
      const found = await server.run(work(inputs, "read the membership in"), (client) =>
        exists(
          client,
          `select from pg_auth_members m
           join pg_roles parent on parent.oid = m.roleid
           join pg_roles child on child.oid = m.member
           where parent.rolname = $1 and child.rolname = $2`,
          [textIn(inputs, "grantRole"), textIn(inputs, "role")],
        ),
      );
      return found ? { inputs, outputs: state } : undefined;
    },

    async delete({ inputs }) {
      const [group = "", member = ""] = names(inputs);
      await server.run(work(inputs, "revoke membership in"), (client) =>
        client.query(`revoke ${group} from ${member}`),
      );
    },
  };
}
