import * as z from "zod";
import { must, secret, text } from "../fields";

/** `mockCallback`: lets anybody log in, always as the same user. */
export const mockCallback = z.strictObject({});

/** `mockPassword`: one user by name and password. */
export const mockPassword = z.strictObject({
  username: must(text, "Name to log in with."),
  password: must(secret, "Password to log in with."),
});
