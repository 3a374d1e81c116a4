import type { Sample } from '../model/course.ts';
import { defaults, type Settings } from '../model/settings.ts';
import type { Totals } from '../run/protocol.ts';

/** What a whole run came to. */
export interface Outcome {
  settings: Settings;
  totals: Totals;
  course: readonly Sample[];
  /** The month's bill, in dollars. */
  dollars: number;
}

/** One line of a contract: a number of the run that may not be above `most`, or below `least`. */
export interface Demand {
  /** As the contract says it. */
  label: string;
  /** `ms`, `s`, `%`, `$` or nothing. */
  unit?: string;
  of(outcome: Outcome): number;
  most?: number;
  least?: number;
  /** What broke, where it is not met. */
  broke(outcome: Outcome): string;
}

/** One way to keep a contract, or one that looks as if it did. */
interface Way {
  /** What is done, in a reader's words. */
  does: string;
  turns: Partial<Settings>;
}

/** A pipeline, a contract that it does not keep, and the knobs that may be turned. */
export interface Challenge {
  id: string;
  title: string;
  /** Paragraphs: what the pipeline is for, and what is the case. */
  story: string[];
  /** What is not as in the model's defaults. */
  begins: Partial<Settings>;
  knobs: (keyof Settings)[];
  demands: Demand[];
  /** Each keeps the contract; they are distinct. */
  ways: [Way, ...Way[]];
  /** What a colleague would propose, and which demands it breaks, by their labels. */
  tempting: Way & { breaks: string[] };
  /** Why it comes out like this: the rule, in short paragraphs. */
  reasoning: string[];
  /** The lesson that tells the rule, and a claim of a recorded run that it rests on, as `lab/experiment/claim`. */
  lesson: { id: string; title: string };
  claim: string;
}

/** All settings of a challenge with these knobs turned. */
export const settingsOf = ({ begins }: Challenge, turns: Partial<Settings> = {}): Settings => ({
  ...defaults,
  ...begins,
  ...turns,
});

/** A demand beside what the run came to. */
export interface Judged {
  demand: Demand;
  value: number;
  met: boolean;
}

/** Holds a run against the contract. */
export const judge = ({ demands }: Challenge, outcome: Outcome): Judged[] =>
  demands.map((demand) => {
    const value = demand.of(outcome);
    return {
      demand,
      value,
      met: value <= (demand.most ?? Number.POSITIVE_INFINITY) && value >= (demand.least ?? 0),
    };
  });

/** What the record of a reader calls a challenge that was solved. */
export const challengeMark = (id: string): string => `challenge ${id}`;
