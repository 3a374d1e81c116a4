import type { Experiment, Results } from '#experiment/define-experiment.ts';
import type { Predicted, Prediction } from '#experiment/prediction.ts';
import type { Prompts } from '../terminal/screen.ts';
import { wrap } from '../terminal/text.ts';

/** Asks the learner what will happen, before anything runs. */
export async function askPredictions({ predictions }: Experiment, prompts: Prompts): Promise<Predicted> {
  const predicted: Predicted = {};
  for (const prediction of predictions) {
    predicted[prediction.id] =
      prediction.kind === 'choice'
        ? await prompts.choose(prediction.prompt, prediction.options)
        : await prompts.askNumber(prediction.prompt, prediction.unit);
  }
  return predicted;
}

/** Whether these are answers to what is asked now: the experiment may have changed since they were given. */
export const areAnswered = (
  { predictions }: Pick<Experiment, 'predictions'>,
  predicted: Predicted,
): boolean =>
  predictions.length > 0 &&
  predictions.every((prediction) => {
    const said = predicted[prediction.id];
    return prediction.kind === 'number'
      ? typeof said === 'number'
      : prediction.options.some(({ value }) => value === said);
  });

/** What the learner said beside what was measured. */
export function predictionLines(
  { predictions }: Experiment,
  predicted: Predicted,
  results: Results<string, string>,
  parameters: Record<string, number>,
  columns: number,
): string[] {
  return predictions.flatMap((prediction) => {
    const said = predicted[prediction.id];
    if (said === undefined) return [];
    const measured = prediction.answer(results, parameters);
    const verdict = said === measured ? '✓ as you said' : '✗ it was otherwise';
    return [
      ...wrap(prediction.prompt, columns),
      ...wrap(
        `${verdict}. You: ${inWords(prediction, said)}. Measured: ${inWords(prediction, measured)}.`,
        columns - 2,
      ).map((line) => `  ${line}`),
    ];
  });
}

function inWords(prediction: Prediction, answer: string | number): string {
  if (prediction.kind === 'number') return `${answer} ${prediction.unit}`;
  return prediction.options.find(({ value }) => value === answer)?.label ?? String(answer);
}
