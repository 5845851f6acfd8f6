/** What happens to rows that the seed created and whose entry is gone. */
export const pruneModes = ["never", "warn", "owned"] as const;

/** One of {@link pruneModes}. */
export type PruneMode = (typeof pruneModes)[number];

/** What happens to fields that somebody changed by hand since the last run. */
export const driftModes = ["restore", "keep"] as const;

/** One of {@link driftModes}. */
export type DriftMode = (typeof driftModes)[number];

/** What to do with scopes that the server may not know. */
export type UnknownScopes = "warn" | "refuse";
