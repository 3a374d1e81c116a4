import type { Path, Place, Stop } from './pipeline.ts';

// Apart from the schema: a page that draws a pipeline needs no validator.

/** The places of one stop. */
export function placesOf(stop: Stop): Place[] {
  if ('either' in stop) return stop.either;
  return 'all' in stop ? stop.all : [stop];
}

/** Every place of a path in the order in which a request passes them, the dead-letter queue last. */
export function placesOfPath({ exchange, afterwards, deadLetters }: Path): Place[] {
  return [...exchange, ...afterwards].flatMap(placesOf).concat(deadLetters ?? []);
}
