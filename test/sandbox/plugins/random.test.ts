import assert from "node:assert/strict";
import { compareSync } from "bcryptjs";
import { type Plugins, startPlugins } from "../../../sandbox/plugins";
import { type Properties, UNKNOWN } from "../../../sandbox/plugins/protocol/values";
import { ProviderClient } from "./support/provider-client";
import { textOf } from "./support/text";

const PASSWORD = "random:index/randomPassword:RandomPassword";
const BYTES = "random:index/randomBytes:RandomBytes";

describe("random stand-in", () => {
  let plugins: Plugins;
  let random: ProviderClient;

  before(async () => {
    plugins = await startPlugins();
    random = new ProviderClient(plugins.debugProviders, "random");
    await random.configure();
  });

  after(async () => {
    random.close();
    await plugins.stop();
  });

  it("makes a password of the asked length and classes, with a bcrypt hash", async () => {
    const { inputs, failures } = await random.check(PASSWORD, {
      length: 40,
      overrideSpecial: "-_",
      minSpecial: 3,
      minNumeric: 4,
      minUpper: 5,
      minLower: 6,
    });
    assert.deepEqual(failures, []);
    const { id, outputs } = await random.create(PASSWORD, inputs);
    const result = textOf(outputs.result);

    assert.equal(id, "none");
    assert.match(result, /^[A-Za-z0-9_-]{40}$/);
    assert.ok((result.match(/[-_]/g)?.length ?? 0) >= 3);
    assert.ok((result.match(/[0-9]/g)?.length ?? 0) >= 4);
    assert.ok((result.match(/[A-Z]/g)?.length ?? 0) >= 5);
    assert.ok((result.match(/[a-z]/g)?.length ?? 0) >= 6);
    assert.ok(compareSync(result, textOf(outputs.bcryptHash)));
    assert.match(textOf(outputs.bcryptHash), /^\$2[ab]\$10\$/);
  });

  it("leaves out the classes that are switched off", async () => {
    const off = { upper: false, special: false, number: false };
    const { inputs } = await random.check(PASSWORD, { length: 200, ...off });
    const { outputs } = await random.create(PASSWORD, inputs);
    assert.match(textOf(outputs.result), /^[a-z]{200}$/);
  });

  it("never makes the same password twice", async () => {
    const { inputs } = await random.check(PASSWORD, { length: 16 });
    const made = await Promise.all([1, 2, 3].map(() => random.create(PASSWORD, inputs)));
    assert.equal(new Set(made.map(({ outputs }) => outputs.result)).size, 3);
  });

  it("shows nothing of a value in a preview", async () => {
    const { inputs } = await random.check(PASSWORD, { length: 16 });
    const { id, outputs } = await random.create(PASSWORD, inputs, { preview: true });
    assert.deepEqual([id, outputs.result, outputs.bcryptHash], ["", UNKNOWN, UNKNOWN]);
  });

  const mistakes: { inputs: Properties; says: RegExp }[] = [
    { inputs: { length: 3, minUpper: 2, minLower: 2 }, says: /length is 3, less than the 4/ },
    { inputs: { length: 0 }, says: /length must be a whole number/ },
    {
      inputs: { length: 8, lower: false, upper: false, numeric: false, special: false },
      says: /no class of characters/,
    },
  ];
  for (const { inputs, says } of mistakes) {
    it(`refuses ${JSON.stringify(inputs)}`, async () => {
      const { failures } = await random.check(PASSWORD, inputs);
      assert.match(failures.join(), says);
    });
  }

  const replacements = [
    {
      change: "a keeper",
      news: { length: 16, keepers: { generation: "2" } },
      path: "keepers.generation",
    },
    {
      change: "an unknown keeper",
      news: { length: 16, keepers: { generation: UNKNOWN } },
      path: "keepers.generation",
    },
    { change: "the length", news: { length: 17, keepers: { generation: "1" } }, path: "length" },
  ];
  for (const { change, news, path } of replacements) {
    it(`replaces a password when ${change} changes`, async () => {
      const olds = { length: 16, keepers: { generation: "1" } };
      const { inputs } = await random.check(PASSWORD, news, { olds });
      const diff = await random.diff(PASSWORD, olds, inputs);
      assert.deepEqual(diff, { changed: [path], replaces: [path], deleteBeforeReplace: false });
    });
  }

  it("keeps a password when a default is written out", async () => {
    const { inputs } = await random.check(PASSWORD, { length: 16, special: true });
    assert.deepEqual((await random.diff(PASSWORD, { length: 16 }, inputs)).changed, []);
  });

  it("makes bytes, in two notations", async () => {
    const { id, outputs } = await random.create(BYTES, { length: 32 });
    assert.equal(id, "none");
    assert.equal(Buffer.from(textOf(outputs.base64), "base64").toString("hex"), outputs.hex);
    assert.equal(textOf(outputs.hex).length, 64);
    const preview = await random.create(BYTES, { length: 32 }, { preview: true });
    assert.deepEqual(preview.outputs, { length: 32, base64: UNKNOWN, hex: UNKNOWN });
  });

  it("says which kinds it serves, and how others are had", async () => {
    await assert.rejects(random.create("random:index/randomPet:RandomPet", {}), {
      message:
        "The local stand-in of the provider random does not serve random:index/randomPet:RandomPet. " +
        "It serves only the kinds that this program registers: RandomBytes, RandomPassword. " +
        "For others use the official plugins: npm start -- --plugins official",
    });
  });
});
