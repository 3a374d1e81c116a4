import type { Prices } from '#content/cost/prices.ts';
import { pricesOf } from '#content/cost/prices.ts';
import type { Counted, Idle } from '#content/cost/recorded.ts';
import type { Evidence, Variant } from '#content/evidence.ts';
import { findMetric, findVariant, locateEvidence, parseEvidence } from '../evidence-file.ts';
import type { Attributes, ReadFile } from '../kind.ts';
import { locateFact, parseFact } from '../kinds/fact.ts';
import { AuthorError } from '../problem.ts';

/** One variant of a recorded run on costs, with what its bill is made of. */
export interface CostRun {
  evidence: Evidence;
  variant: Variant;
  counted: Counted;
}

const operations = [
  'done',
  'billedWaits',
  'gatewayRequests',
  'invocations',
  'sends',
  'receives',
  'emptyReceives',
  'deletes',
  'putUnits',
  'writeUnits',
  'readUnits',
] as const;

/** The file of the run that is named as `lab/experiment/variant`. */
export const locateRun = (run: string, root: string): string =>
  locateEvidence(run.split('/').slice(0, 2).join('/'), { root });

/**
 * The run that is named as `lab/experiment/variant`. `waitMs` and `memoryMb` of the attributes stand in the place of what
 * the run was configured with, so that runs can be compared.
 */
export function readRun(
  run: string,
  { waitMs, memoryMb }: Attributes,
  root: string,
  read: ReadFile,
): CostRun {
  const file = locateRun(run, root);
  const evidence = parseEvidence(read(file), file);
  const variant = findVariant(evidence, run.split('/')[2] ?? '');
  const set = (name: string) => Number(variant.parameters.find((each) => each.name === name)?.value ?? 0);
  const counts = operations.map((name) => [name, findMetric(variant, name).median]);
  const counted: Counted = {
    operations: Object.fromEntries(counts),
    serviceMs: waitMs === undefined ? set('serviceMs') : amountOf('waitMs', waitMs),
    memoryMb: memoryMb === undefined ? set('memoryMb') : amountOf('memoryMb', memoryMb),
    shards: set('shards'),
  };
  return { evidence, variant, counted };
}

/** Prices and what is free, from the facts of today. */
export function readPrices(root: string, read: ReadFile): Prices & { factOf: ReturnType<typeof factReader> } {
  const factOf = factReader(root, read);
  try {
    return { ...pricesOf(factOf), factOf };
  } catch (error) {
    throw error instanceof AuthorError
      ? error
      : new AuthorError((error as Error).message, 'Correct the fact in src/content/facts.');
  }
}

/** What the pollers of an idle queue do, from the facts. */
export function readIdle(root: string, read: ReadFile): Idle {
  const factOf = factReader(root, read);
  return {
    pollers: Number(factOf('sqs-mapping-start').value),
    waitSeconds: Number(factOf('sqs-long-poll-seconds').value),
  };
}

const factReader = (root: string, read: ReadFile) => (id: string) => {
  const file = locateFact(id, root);
  return parseFact(id, read(file), file);
};

/** A number that an author wrote into an attribute. */
export function amountOf(name: string, text: string): number {
  const value = Number(text);
  if (text.trim() !== '' && value >= 0) return value;
  throw new AuthorError(`${name}="${text}" is no amount.`, `Write ${name}="200", in digits only.`);
}
