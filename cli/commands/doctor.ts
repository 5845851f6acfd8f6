import { contextOption, kubeconfigOption } from "../cluster-options";
import { LOGIN_PASSWORD, parseSeconds, type DoctorOptions } from "../doctor/options";
import type { Registry } from "../program";

/** `doctor`: from the name of each host to a whole login, and what keeps pods and database down. */
export function registerDoctor({ program, action }: Registry): void {
  program
    .command("doctor")
    .description("Find the first broken link between a user and the control plane.")
    .addOption(contextOption())
    .addOption(kubeconfigOption())
    .option("--no-database", "skip Membership's database")
    .option("--login-user <email>", "also log in as this user through the provider's form")
    .option(
      "--login-password-file <file>",
      `the user's password; - is standard input (default: ${LOGIN_PASSWORD})`,
    )
    .option("--ca <file>", "also trust this certificate authority, PEM (default: the stack's)")
    .option(
      "--resolve <host=address...>",
      "resolve a host to this address, such as before its DNS record exists",
    )
    .option("--bundle <file>", "also write a tar.gz for support, without secrets")
    .option("--time-limit <seconds>", "time limit for all checks together", parseSeconds, 30)
    .option("--all", "print every check, including passed ones and those not done", false)
    .addHelpText(
      "after",
      `
Examples:
  control-plane doctor --stack production
  control-plane doctor --stack production --context production-cluster
  control-plane doctor --stack production --context production-cluster --bundle doctor.tar.gz
  control-plane doctor --stack production --login-user test@example.com --login-password-file -
  control-plane doctor --stack new --resolve console.example.com=203.0.113.7`,
    )
    .action(
      action<[DoctorOptions]>(async (...args) =>
        (await import("../doctor/doctor.js")).doctor(...args),
      ),
    );
}
