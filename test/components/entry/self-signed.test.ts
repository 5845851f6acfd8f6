import { match, strictEqual } from "node:assert/strict";
import { certificateNotice } from "../../../components/entry/self-signed";

const now = new Date("2027-03-01T12:00:00Z");

describe("the end of a self-signed certificate", () => {
  it("is told of in its last 30 days, with the way to a new one", () => {
    strictEqual(certificateNotice("2027-04-01T12:00:00Z", 1, now), undefined);
    const notice = certificateNotice("2027-03-31T11:00:00+01:00", 1, now) ?? "";
    match(notice, /expires on 2027-03-31\. Set secretGenerations\.selfSigned to 2 for new ones/);
  });

  it("is told of afterwards", () => {
    match(certificateNotice("2027-02-28T12:00:00Z", 4, now) ?? "", /expired on 2027-02-28.* to 5 /);
  });

  it("is nothing that is said while it is unknown", () => {
    strictEqual(certificateNotice("", 1, now), undefined);
  });
});
