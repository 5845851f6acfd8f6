import assert from "node:assert/strict";
import { expiryNotice, isActive } from "../../dex/local-users";

const email = "break-glass@example.com";
const user = { email, expiresAt: "2027-03-15" };

describe("a local user with an end", () => {
  it("may log in until the first moment of that day, in UTC", () => {
    assert.equal(isActive(user, new Date("2027-03-14T23:59:59Z")), true);
    assert.equal(isActive(user, new Date("2027-03-15T00:00:00Z")), false);
  });

  it("may have an hour, and an offset", () => {
    const evening = { email, expiresAt: "2027-03-15T18:00:00+02:00" };
    assert.equal(isActive(evening, new Date("2027-03-15T15:59:59Z")), true);
    assert.equal(isActive(evening, new Date("2027-03-15T16:00:00Z")), false);
  });

  it("is announced in the last 14 days, and named after its end", () => {
    assert.equal(expiryNotice(user, new Date("2027-02-28T23:59:59Z")), undefined);
    assert.equal(
      expiryNotice(user, new Date("2027-03-01T00:00:00Z")),
      "The local user break-glass@example.com expires on 2027-03-15. The first pulumi up after that locks it out.",
    );
    assert.equal(
      expiryNotice(user, new Date("2027-03-15T00:00:00Z")),
      "The local user break-glass@example.com expired on 2027-03-15, and isn't in Dex's configuration any more. Remove it, or set a later expiresAt.",
    );
  });

  it("is no other user's matter", () => {
    assert.equal(isActive({ email }, new Date("2100-01-01")), true);
    assert.equal(expiryNotice({ email }, new Date("2100-01-01")), undefined);
  });
});
