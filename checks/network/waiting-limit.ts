/** How often the time that has passed is counted, in milliseconds. */
const STEP = 100;

/**
 * Calls back once this process has waited so long. Time in which it could not look for an answer,
 * because it was busy itself or got no processor, counts little: an answer may be there already.
 *
 * @param milliseconds - the time to wait
 * @returns what ends the waiting before
 */
export function waitingLimit(milliseconds: number, onEnd: () => void): () => void {
  const step = Math.min(STEP, milliseconds);
  let left = milliseconds;
  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    left -= Math.min(now - last, 2 * step);
    last = now;
    // A timer may come a fraction of a millisecond early.
    if (left > 1) return;
    clearInterval(timer);
    onEnd();
  }, step);
  return () => {
    clearInterval(timer);
  };
}
