import type { Results } from './results.ts';

interface Common {
  id: string;
  prompt: string;
}

/** One of several answers; `answer` gives the value that the run showed to be right. */
export interface ChoicePrediction<V extends string, M extends string, P extends string> extends Common {
  kind: 'choice';
  options: { value: string; label: string }[];
  answer(results: Results<V, M>, parameters: Record<P, number>): string;
}

/** A number; `answer` gives the measured one. */
export interface NumberPrediction<V extends string, M extends string, P extends string> extends Common {
  kind: 'number';
  unit: string;
  answer(results: Results<V, M>, parameters: Record<P, number>): number;
}

/** What the learner is asked before anything runs. */
export type Prediction<V extends string = string, M extends string = string, P extends string = string> =
  | ChoicePrediction<V, M, P>
  | NumberPrediction<V, M, P>;

/** A learner's answers, by prediction id: an option's value, or a number. */
export type Predicted = Record<string, string | number>;
