import { ControlPlane, type ControlPlaneArgs } from "../../components";
import { record, type Recorded } from "./mocks";

/** The smallest arguments: defaults everywhere. */
export const smallest: ControlPlaneArgs = {
  domain: "example.com",
  database: {
    managed: true,
    host: "db.internal",
    admin: { password: "admin-password" },
  },
};

/** What a control plane with these arguments registers. */
export function recordControlPlane(args: ControlPlaneArgs = smallest): Promise<Recorded[]> {
  return record(() => new ControlPlane("formance", args));
}
