/** When a client asks: milliseconds from the 202 to its n-th question; n counts from 1. */
export type Pace = (question: number) => number;

/** Asks every `pauseMs`. */
export const everyMs =
  (pauseMs: number): Pace =>
  (question) =>
    question * pauseMs;

/** Asks after `firstMs`, then after twice as long each time, up to `longestMs`. */
export const growing =
  (firstMs: number, longestMs: number): Pace =>
  (question) =>
    Array.from({ length: question }, (_, index) => Math.min(longestMs, firstMs * 2 ** index)).reduce(
      (sum, pause) => sum + pause,
      0,
    );

/** How many questions it takes to hear of what is done after `doneMs`: all before that, and the one that finds it. */
export function askedWhile(pace: Pace, doneMs: number): number {
  let question = 1;
  while (pace(question) < doneMs) question += 1;
  return question;
}
