/** What a part of the benchmark is told. */
export interface BenchOptions {
  /** Rounds of each comparison. */
  readonly rounds: number;
  /** A built checkout of another release, to update the same stack with. */
  readonly against?: string | undefined;
}
