import { counted } from "../../../messages/counted";
import type { Check } from "../../check";
import { notDone, ok, warning } from "../../finding";
import { DAY, day } from "../../../messages/day";
import type { EntryVisit } from "./visit";

/** Renewal is due 30 days before the end, with cert-manager's defaults. */
const RENEWAL_DAYS = 14;

export const certificateExpiry: Check<EntryVisit> = {
  id: "certificate-expiry",
  title: "The certificate isn't about to expire",
  meaning: "A certificate that expires within 14 days should already be renewed.",
  causes: [
    "cert-manager's challenge fails at each renewal.",
    "The certificate in an existing Secret is renewed by hand.",
  ],
  remedy:
    "Read why the renewal fails with kubectl -n NAMESPACE describe certificate, or put a new certificate into the Secret.",
  run({ handshake }) {
    if (handshake === undefined) return notDone("No certificate was received.");
    const end = handshake.certificate.validToDate;
    const days = Math.floor((end.getTime() - Date.now()) / DAY);
    const evidence = `It expires on ${day(end)}, in ${counted(days, "day")}.`;
    return days < RENEWAL_DAYS ? warning(evidence) : ok(evidence);
  },
};
