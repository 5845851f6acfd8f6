/** Values that can't be read at all; the message is for people and holds no value. */
export class HelmValuesError extends Error {
  override readonly name = "HelmValuesError";
}

/** A record of a release that can't be read; the message is for people and holds nothing of it. */
export class HelmRecordError extends Error {
  override readonly name = "HelmRecordError";
}
