/** What is wrong with an event pattern, as half a sentence. */
export class PatternError extends Error {
  override name = 'PatternError';
}
