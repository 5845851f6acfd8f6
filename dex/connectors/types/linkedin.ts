import * as z from "zod";
import { clientFields } from "../fields";
import { connectorType } from "../type";

/** `linkedin`: LinkedIn. */
export const linkedin = connectorType({
  settings: z.strictObject(clientFields()),
  addresses: () => ["https://www.linkedin.com"],
});
