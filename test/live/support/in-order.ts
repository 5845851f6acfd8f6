/**
 * Ends a journey at its first step that fails, since each needs the ones before it. Mocha's own
 * `bail` would pass over the journeys that come later as well.
 */
export function stepsInOrder(): void {
  let failed = "";
  beforeEach("the steps before it went well", () => {
    if (failed !== "") throw new Error(`"${failed}" failed, which this needs.`);
  });
  afterEach("remember", function () {
    const { currentTest } = this;
    if (currentTest?.state === "failed") failed ||= currentTest.title;
  });
}
