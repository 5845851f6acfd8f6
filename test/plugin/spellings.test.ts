import assert from "node:assert/strict";
import { forEveryLanguage } from "../../plugin/spellings";

describe("problems in other languages", () => {
  it("name an argument as Python spells it, too", () => {
    const text =
      "The arguments of the ControlPlane x have 3 problems:\n\n" +
      "  seed.regions[0].baseUrl\n    must be a URL, such as the consoleUrl\n\n" +
      "  seed.regions[0].base_urll\n    is not a known key. Did you mean baseUrl?\n\n" +
      "  domain\n    is missing\n";
    assert.equal(
      forEveryLanguage(text),
      text
        .replace(
          "seed.regions[0].baseUrl\n",
          "seed.regions[0].baseUrl (in Python: seed.regions[0].base_url)\n",
        )
        .replace("baseUrl?", "baseUrl (in Python: base_url)?"),
    );
  });

  it("name a setting to read in no language", () => {
    assert.equal(
      forEveryLanguage('is missing:\nnew pulumi.Config().requireSecret("database-password")'),
      "is missing:\na secret setting of your program: pulumi config set --secret database-password",
    );
    assert.equal(
      forEveryLanguage('is missing:\nnew pulumi.Config().require("domain")'),
      "is missing:\na setting of your program: pulumi config set domain",
    );
  });
});
