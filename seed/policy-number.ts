/** Whether a text means a policy's number, and never a name. */
export function isPolicyNumber(written: string): boolean {
  return /^\d+$/.test(written);
}
