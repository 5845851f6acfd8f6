/** What a person can fix; the message holds no value of the release. */
export class HelmError extends Error {
  override readonly name: string = "HelmError";
}

/** An option of a command that doesn't fit the release. */
export class HelmOptionError extends HelmError {
  override readonly name = "HelmOptionError";
}

/** Values that can't be read at all. */
export class HelmValuesError extends HelmError {
  override readonly name = "HelmValuesError";
}

/** A record of a release that can't be read; the message is the reason alone. */
export class HelmRecordError extends Error {
  override readonly name = "HelmRecordError";
}
