import * as z from "zod";
import { may, separator, text, texts } from "../fields";
import { connectorType } from "../type";

/** `authproxy`: a proxy in front of Dex that logs users in and names them in headers. */
export const authproxy = connectorType({
  settings: z.strictObject({
    userIDHeader: may(text, "Header with the user's id.", "X-Remote-User-Id"),
    userHeader: may(text, "Header with the login name.", "X-Remote-User"),
    userNameHeader: may(text, "Header with the user's name.", "X-Remote-User-Name"),
    emailHeader: may(text, "Header with the e-mail address.", "X-Remote-User-Email"),
    groupHeader: may(text, "Header with the groups.", "X-Remote-Group"),
    groupHeaderSeparator: may(separator, "Separator of groups.", ","),
    staticGroups: may(texts, "Groups of every user."),
  }),
  ports: () => [],
});
