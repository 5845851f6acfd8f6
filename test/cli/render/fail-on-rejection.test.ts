import { doesNotMatch, match, ok, rejects, strictEqual } from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { isForPeople } from "../../../cli/errors";
import { plannedResources } from "../../../cli/render/planned-resources";
import { failOnRejection } from "../../../cli/render/fail-on-rejection";
import { changed, load, project } from "../../config/support";
import { record } from "../../support/mocks";

class Part extends pulumi.CustomResource {
  constructor(name: string, value: pulumi.Input<string>) {
    super("test:index:Part", name, { value });
  }
}

const rejected = (): pulumi.Output<string> =>
  pulumi.output(Promise.reject<string>(new Error("text is lost")));

/** Programs that seem to end well. */
const programs: Readonly<Record<string, () => unknown>> = {
  "an input of a resource": () => new Part("a", rejected()),
  "an input of a resource that another one needs": () =>
    new Part("b", pulumi.interpolate`${rejected()} ${new Part("a", "x").urn}`),
  "an Output of the stack": () => ({ output: rejected() }),
  "an Output that nobody reads": () => void rejected(),
  "a promise that nobody awaits": () => void Promise.reject(new Error("text is lost")),
  "a promise that is rejected later": () =>
    void new Promise((_resolve, reject) => {
      setImmediate(() => {
        reject(new Error("text is lost"));
      });
    }),
};

describe("what is rejected", () => {
  for (const [what, program] of Object.entries(programs)) {
    it(`fails a program in tests: ${what}`, async () => {
      await rejects(record(program), /text is lost/);
    });
  }

  it("fails a program once, and leaves the process as it was", async () => {
    const listeners = process.listeners("unhandledRejection");
    await rejects(
      failOnRejection(() => Promise.reject(new Error("own"))),
      /^Error: own$/,
    );
    strictEqual(await failOnRejection(() => Promise.resolve("result")), "result");
    const now = process.listeners("unhandledRejection");
    ok(now.length === listeners.length && now.every((each, index) => each === listeners[index]));
  });

  it("fails render with its cause, without a secret and without its way through properties", async () => {
    const config = load(changed({}));
    const { portal } = config.database;
    // Nothing of this gets through the loader.
    const configOverrides = { [portal?.password?.reveal() ?? ""]: 1 };
    const wrong = { ...config, dex: { ...config.dex, configOverrides } };
    await rejects(plannedResources(wrong, project, "test"), (error) => {
      const { message } = error as Error;
      ok(message.startsWith("The stack can't be rendered: The arguments of the ControlPlane"));
      match(message, /dex\.configOverrides\.\[secret\]\n {4}is not a known key\./);
      doesNotMatch(message, /serializing property/);
      ok(portal?.password !== undefined && !message.includes(portal.password.reveal()));
      return isForPeople(error);
    });
  });
});
