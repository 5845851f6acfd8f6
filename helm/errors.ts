/** Values that can't be read at all; the message is for people and holds no value. */
export class HelmValuesError extends Error {
  override readonly name = "HelmValuesError";
}
