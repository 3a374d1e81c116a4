import { createHash, randomUUID } from 'node:crypto';
import jsonata from 'jsonata';
import type { Clock } from '../../../kernel/clock.ts';
import { type Random, seededRandom } from '../../../kernel/random.ts';

const algorithms = new Map(
  ['MD5', 'SHA-1', 'SHA-256', 'SHA-384', 'SHA-512'].map((name) => [
    name,
    name.replace('-', '').toLowerCase(),
  ]),
);

/** Longest range that AWS makes. */
const longestRange = 1_000;

/**
 * Functions that Step Functions adds to JSONata, and those whose result is another here: time is the cloud's.
 * https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html#jsonata-functions-provided-by-sfn
 */
export function addFunctions(
  expression: jsonata.Expression,
  { clock, random }: { clock: Clock; random: Random },
): void {
  // biome-ignore lint/suspicious/noExplicitAny: JSONata passes what the expression says
  const add = (name: string, implementation: (...args: any[]) => unknown) =>
    expression.registerFunction(name, implementation);
  add('partition', (array: unknown[], size: number) => {
    const whole = Math.floor(size);
    if (!(whole >= 1)) throw new Error('$partition needs a size of at least 1');
    return Array.from({ length: Math.ceil(array.length / whole) }, (_, index) =>
      array.slice(index * whole, (index + 1) * whole),
    );
  });
  add('range', (start: number, end: number, step: number) => {
    const count = Math.floor((end - start) / step) + 1;
    if (!Number.isInteger(start) || !Number.isInteger(end) || !Number.isInteger(step) || step === 0)
      throw new Error('$range needs whole numbers, and a step that is not 0');
    if (count > longestRange) throw new Error(`$range makes at most ${longestRange} numbers`);
    return Array.from({ length: Math.max(0, count) }, (_, index) => start + index * step);
  });
  add('hash', (data: unknown, algorithm: string) => {
    const known = algorithms.get(algorithm);
    if (known === undefined)
      throw new Error(`$hash has these algorithms: ${[...algorithms.keys()].join(', ')}`);
    return createHash(known)
      .update(typeof data === 'string' ? data : JSON.stringify(data))
      .digest('hex');
  });
  add('random', (seed?: number) => (seed === undefined ? random() : seededRandom(seed)()));
  add('uuid', () => randomUUID());
  add('parse', (text: string) => JSON.parse(text));
  add('millis', () => clock.now());
  add('now', (picture?: string, timezone?: string) =>
    jsonata('$fromMillis(at, picture, timezone)').evaluate({ at: clock.now(), picture, timezone }),
  );
  add('eval', () => {
    throw new Error('$eval is not supported in Step Functions: use $parse');
  });
}
