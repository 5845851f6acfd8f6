import * as pulumi from "@pulumi/pulumi";
import { DexProvider } from "../../../components";
import { dex, type Sample } from "./wrong-arguments";

const connector = (type: string, config: Record<string, pulumi.Input<unknown>>) => () =>
  new DexProvider("x", { ...dex, connectors: [{ type, id: "a", name: "A", config }] });
const login = { clientID: "c", clientSecret: "s-5RkQ" };

/** Formats of a connector's texts, which the stack config checks too. */
export const wrongConnectorTexts: readonly Sample[] = [
  [
    "an issuer",
    connector("oidc", { ...login, issuer: " https://id.example.com" }),
    "connectors[0].config.issuer",
    "begins or ends with whitespace. Remove it.",
  ],
  [
    "a later issuer",
    connector("oidc", { ...login, issuer: pulumi.output("ftp://id.example.com") }),
    "connectors[0].config.issuer",
    "is neither an https nor an http URL. Write it like https://id.example.com.",
  ],
  [
    "a host with a port",
    connector("ldap", {
      host: "ldaps://ldap.example.com",
      userSearch: { baseDN: "dc=x", username: "mail" },
    }),
    "connectors[0].config.host",
    "has a scheme. Write only the host and its port, such as example.com:443.",
  ],
  [
    "a secret",
    connector("github", { ...login, clientSecret: "s-5RkQ\n" }),
    "connectors[0].config.clientSecret",
    "begins or ends with a line break, such as the one at the end of a file, which would be part of the secret. Set it again without the line break.",
  ],
];
