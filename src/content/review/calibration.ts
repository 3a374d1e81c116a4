import type { Confidence, Review } from '#content/progress/record.ts';

/** How often the reader was right when they were that sure. */
export interface CalibrationStep {
  confidence: Confidence;
  answers: number;
  right: number;
}

/**
 * Right answers by confidence, over all answers of which the reader said how sure they were. An open answer counts as
 * right when no must was missed.
 */
export function calibrationOf(reviews: readonly Review[]): CalibrationStep[] {
  return ([1, 2, 3] as const).map((confidence) => {
    const answers = reviews.filter((review) => review.confidence === confidence);
    return { confidence, answers: answers.length, right: answers.filter(wasRight).length };
  });
}

function wasRight({ correct, grade }: Review): boolean {
  return correct ?? grade !== 'again';
}
