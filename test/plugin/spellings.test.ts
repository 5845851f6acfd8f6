import assert from "node:assert/strict";
import { withPythonSpelling } from "../../plugin/spellings";

describe("problems in other languages", () => {
  it("name an argument as Python spells it, too", () => {
    const text =
      "The arguments of the ControlPlane x have 2 problems:\n\n" +
      "  seed.regions[0].baseUrl\n    must be a URL, such as the consoleUrl\n\n" +
      "  domain\n    is missing\n";
    assert.equal(
      withPythonSpelling(text),
      text.replace(
        "seed.regions[0].baseUrl\n",
        "seed.regions[0].baseUrl (in Python: seed.regions[0].base_url)\n",
      ),
    );
  });
});
