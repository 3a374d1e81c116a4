/** As many have to have ended before anything is said of the machine. */
const least = 4;

/**
 * Notes how those fared beside others that need the machine quiet, and says whether the rest of them is better run alone
 * from the beginning. Two side by side take half as long each, and who could not be judged runs again: that is worth it as
 * long as no more than half of them do.
 */
export class BesideRecord {
  #ended = 0;
  #notJudged = 0;

  note(isJudged: boolean): void {
    this.#ended += 1;
    if (!isJudged) this.#notJudged += 1;
  }

  get isWorse(): boolean {
    return this.#ended >= least && this.#notJudged > this.#ended / 2;
  }
}
