import assert from "node:assert/strict";
import { compareSync } from "bcryptjs";
import { type Plugins, startPlugins } from "../../../sandbox/plugins";
import { UNKNOWN } from "../../../sandbox/plugins/protocol/values";
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

  it("makes a password of the asked length, with a bcrypt hash", async () => {
    const { inputs, failures } = await random.check(PASSWORD, { length: 40, special: false });
    assert.deepEqual(failures, []);
    const { id, outputs } = await random.create(PASSWORD, inputs);
    const result = textOf(outputs.result);

    assert.equal(id, "none");
    assert.match(result, /^[A-Za-z0-9]{40}$/);
    assert.ok(compareSync(result, textOf(outputs.bcryptHash)));
    assert.match(textOf(outputs.bcryptHash), /^\$2[ab]\$10\$/);
  });

  it("never makes the same password twice", async () => {
    const { inputs } = await random.check(PASSWORD, { length: 16, special: false });
    const made = await Promise.all([1, 2, 3].map(() => random.create(PASSWORD, inputs)));
    assert.equal(new Set(made.map(({ outputs }) => outputs.result)).size, 3);
  });

  it("shows nothing of a value in a preview", async () => {
    const { inputs } = await random.check(PASSWORD, { length: 16, special: false });
    const { id, outputs } = await random.create(PASSWORD, inputs, { preview: true });
    assert.deepEqual([id, outputs.result, outputs.bcryptHash], ["", UNKNOWN, UNKNOWN]);
  });

  it("refuses what it doesn't serve", async () => {
    const { failures } = await random.check(PASSWORD, { length: 8, minUpper: 2 });
    assert.deepEqual(failures, [
      "minUpper is not served by the local stand-in; use the official plugins: npm start -- --plugins official",
      "special must be false: the stand-in has letters and digits only",
    ]);
  });

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

  it("keeps a password when a default is filled in", async () => {
    const { inputs } = await random.check(PASSWORD, { length: 16, special: false });
    assert.equal(inputs.minUpper, 0);
    assert.deepEqual(
      (await random.diff(PASSWORD, { length: 16, special: false }, inputs)).changed,
      [],
    );
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
        "The local stand-in of the provider random doesn't serve random:index/randomPet:RandomPet. " +
        "It serves only the kinds that this program registers: RandomBytes, RandomPassword. " +
        "For others use the official plugins: npm start -- --plugins official",
    });
  });
});
