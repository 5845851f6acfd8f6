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

  it("leave the keys of free maps as they are, which Python's SDK does too", () => {
    const text =
      "The arguments of the ControlPlane x have 5 problems:\n\n" +
      "  dex.affinity.nodeAffinityy\n    is not a known key. Did you mean nodeAffinity?\n\n" +
      "  dex.connectors[0].config.client_id\n    is not a known key. Did you mean clientID?\n\n" +
      "  dex.podLabels.myLabel\n    is an integer, but must be a string.\n\n" +
      '  dex.podLabels["a.B/cD"]\n    is an integer, but must be a string.\n\n' +
      "  externalSecrets.secrets.myKey.targetNamee\n    is not a known key.\n";
    assert.equal(
      forEveryLanguage(text),
      text
        .replace("podLabels.myLabel", "$& (in Python: dex.pod_labels.myLabel)")
        .replace('podLabels["a.B/cD"]', '$& (in Python: dex.pod_labels["a.B/cD"])')
        .replace(
          "myKey.targetNamee",
          "$& (in Python: external_secrets.secrets.myKey.target_namee)",
        ),
    );
  });

  it("name the arguments that there are, as Python spells them, too", () => {
    const text =
      "The arguments of the ControlPlane x have a problem:\n\n" +
      "  database.connection_limit\n    is not a known key. Known here: host, operatorHost, tlsMode.\n";
    assert.equal(
      forEveryLanguage(text),
      text.replace("tlsMode.", "$& In Python: operator_host, tls_mode."),
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
