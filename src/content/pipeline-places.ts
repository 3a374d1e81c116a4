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

/** Whether a logical ID is that of the construct: CDK adds eight hexadecimal digits to it. */
export function isOfConstruct(logicalId: string, construct: string | undefined): boolean {
  return construct !== undefined && logicalId.replace(/[0-9A-F]{8}$/, '') === construct;
}

/** Whether what happens to a logical ID happens at a place: to its own construct, or to another that stands there too. */
export const isAt = (logicalId: string, { resource, also = [] }: Place): boolean =>
  [resource, ...also].some((construct) => isOfConstruct(logicalId, construct));
