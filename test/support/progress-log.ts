/** Prints the progress of something slow, at most every 15 seconds, so that a log stays short. */
export function progressLog(): (text: string) => void {
  let said = 0;
  return (text) => {
    if (Date.now() - said < 15_000) return;
    said = Date.now();
    console.log(text);
  };
}
