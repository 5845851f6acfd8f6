import { Argument } from "commander";

import type { ServiceName } from "../open/access";
import { TITLES } from "../open/access-text";
import type { OpenOptions } from "../open/open";
import type { Registry } from "../program";

/** `open`: how people log in, and a service in the web browser. */
export function registerOpen({ program, action }: Registry): void {
  program
    .command("open")
    .description("Show how to log in: addresses, first login, fctl; or open a service.")
    .addArgument(
      new Argument("[service]", "open this service in the web browser").choices(
        Object.keys(TITLES),
      ),
    )
    .option("--show-password", "print the first user's password", false)
    .addHelpText(
      "after",
      `
Examples:
  control-plane open --stack production
  control-plane open console --stack production
  control-plane open --stack production --show-password --json`,
    )
    .action(
      action<[ServiceName | undefined, OpenOptions]>(async (...args) =>
        (await import("../open/open.js")).open(...args),
      ),
    );
}
