import type { Check } from "../../check";
import { failed, notDone, ok } from "../../finding";
import { requestDeviceCode } from "../../oidc/device";
import type { ClientVisit } from "../issuers/visit";

export const deviceLogin: Check<ClientVisit> = {
  id: "device-login",
  title: "fctl can start a login",
  meaning: "fctl asks Membership for a code, which the user enters at an address in the browser.",
  causes: [
    "`membership.fctl` is off, so Membership doesn't know its client.",
    "The public entry doesn't forward the address.",
  ],
  remedy: "Set `membership.fctl` to true, then run pulumi up.",
  async run({ at: { document, options }, id }, signal) {
    if (document === undefined) return notDone("There is no discovery document.");
    const reply = await requestDeviceCode(document, id, { ...options, signal });
    return "fault" in reply
      ? failed(reply.fault)
      : ok(`fctl gets a code to enter at ${reply.address}.`);
  },
};
