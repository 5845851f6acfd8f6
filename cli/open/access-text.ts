import { styleText } from "node:util";

import { wrap, wrapCommand } from "../../messages/wrap";
import type { Access, ServiceName } from "./access";

/** What the services are called to people. */
export const TITLES: Readonly<Record<ServiceName, string>> = {
  console: "Console",
  portal: "Portal",
  membership: "Membership",
  login: "Dex",
};

const LABEL = 12;

/** The access as people read it, with commands that can be pasted. */
export function accessText(
  { urls, firstLogin, fctlLogin, autoSignIn, sandbox }: Access,
  options: { readonly stack: string; readonly color: boolean; readonly columns?: number },
): string {
  const { stack, color, columns = Number.POSITIVE_INFINITY } = options;
  const paint = (style: "bold" | "cyan", text: string) =>
    color ? styleText(style, text, { validateStream: false }) : text;
  const row = (label: string, value: string) => `  ${label.padEnd(LABEL)}${paint("cyan", value)}`;
  const commandRow = (label: string, command: string) => {
    const indent = "  ".padEnd(LABEL + 2);
    const text = wrapCommand(indent + command, columns, 2);
    return `  ${label.padEnd(LABEL)}${paint("cyan", text.slice(indent.length))}`;
  };
  const sections = [
    [paint("bold", `Formance control plane, stack ${stack}`)],
    urls.map(({ name, url }) => row(TITLES[name], url)),
    ...(sandbox === undefined
      ? []
      : [
          sandbox.running
            ? ["  Only the login is real: a page stands in for Membership, Console and Portal."]
            : [
                "  Nothing answers there: the login of the sandbox isn't running. Start it: npm start",
              ],
        ]),
    firstLogin === undefined
      ? [paint("bold", "First login"), "  With an account of your identity provider."]
      : [
          paint("bold", "First login"),
          row("E-mail", firstLogin.email),
          row(
            "Password",
            firstLogin.password ?? `npx control-plane open --stack ${stack} --show-password`,
          ),
        ],
    [
      paint("bold", sandbox === undefined ? "Command line" : "Command line, on a cluster"),
      commandRow("Log in", fctlLogin),
    ],
    ...autoSignIn.map(({ organization, domain, command }) => [
      wrap(
        domain === undefined
          ? `  To let everyone with an e-mail domain join ${organization} at the first login:`
          : `  Everyone at ${domain} joins ${organization} at the first login. To change the domain:`,
        columns,
      ),
      paint("cyan", wrapCommand(`    ${command}`, columns, 2)),
    ]),
    ["More: docs/cli.md#logging-in, docs/seeding.md, docs/troubleshooting.md"],
  ];
  return `${sections.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}
