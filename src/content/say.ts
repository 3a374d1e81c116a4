/** Data of `<Say>`: the claim that backs a sentence, and whether its run said that it holds. */
export interface SayData {
  /** `lab/experiment/claim`. */
  id: string;
  /** `lab/experiment`. */
  experiment: string;
  /** What the run judged. */
  statement: string;
}
