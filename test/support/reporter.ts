import Mocha from "mocha";

/**
 * Mocha's spec reporter, closed by lines that a machine can read: `failed: TITLE: MESSAGE` for each
 * test that failed, and `N passed, N failed, N skipped`.
 */
class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const failed: string[] = [];
    runner.on(Mocha.Runner.constants.EVENT_TEST_FAIL, (test, error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      failed.push(`failed: ${test.fullTitle()}: ${message.replaceAll(/\s+/g, " ").slice(0, 500)}`);
    });
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats;
      for (const line of failed) console.log(line);
      console.log(`${passes} passed, ${failures} failed, ${pending} skipped`);
    });
  }
}

module.exports = CountingReporter;
