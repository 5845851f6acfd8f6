import * as z from "zod";
import { must, secret, text } from "../fields";
import { connectorType } from "../type";

/** `mockCallback`: lets anyone log in, always as the same user. */
export const mockCallback = connectorType({
  settings: z.strictObject({}),
  isMock: true,
  ports: () => [],
});

/** `mockPassword`: one user by name and password. */
export const mockPassword = connectorType({
  settings: z.strictObject({
    username: must(text, "Name to log in with."),
    password: must(secret, "Password to log in with."),
  }),
  isMock: true,
  takesPasswords: true,
  ports: () => [],
});
