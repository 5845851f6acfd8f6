import { day, DAY } from "../messages/day";

/** How many days before a user expires to warn of it. */
export const expiryNoticeDays = 14;

/** A user that may expire, such as one for emergencies. */
export interface ExpiringUser {
  readonly email: string;
  /** ISO date or time in UTC at which the user ends; a date is its first moment. */
  readonly expiresAt?: string | undefined;
}

/** Whether the user can still log in. */
export function isActive({ expiresAt }: ExpiringUser, now: Date): boolean {
  return expiresAt === undefined || Date.parse(expiresAt) > now.getTime();
}

/** The warning about a user that has expired or expires soon. */
export function expiryNotice({ email, expiresAt }: ExpiringUser, now: Date): string | undefined {
  if (expiresAt === undefined) return undefined;
  const left = Date.parse(expiresAt) - now.getTime();
  if (left <= 0) {
    return `The local user ${email} expired on ${day(expiresAt)}, and isn't in Dex's configuration any more. Remove it, or set a later expiresAt.`;
  }
  if (left > expiryNoticeDays * DAY) return undefined;
  return `The local user ${email} expires on ${day(expiresAt)}. The first pulumi up after that locks it out.`;
}
