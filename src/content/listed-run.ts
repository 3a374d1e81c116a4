/** A recorded run as the list of all runs shows it. */
export interface ListedRun {
  /** `lab/experiment`. */
  experiment: string;
  question: string;
  /** ISO 8601, UTC. */
  recordedAt: string;
  /** That the recorded run took. */
  seconds: number;
  /** Of each variant. */
  repetitions: number;
  variants: number;
  claims: number;
}
