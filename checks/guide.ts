import type { CheckTexts } from "./check";
import { doctorParts } from "./doctor/checks";
import { preflightParts } from "./preflight/checks";

/** A part of the guide: checks that need the same. */
export interface CheckPart {
  readonly title: string;
  /** What they need, in a sentence. */
  readonly needs: string;
  readonly checks: readonly CheckTexts[];
}

/** All checks in the order of the guide: the doctor's, then the preflight's. */
export const checkParts: readonly CheckPart[] = [...doctorParts, ...preflightParts];
