import type { Summary } from './summary.ts';

/** Every metric of every variant over all repetitions. */
export type Results<V extends string, M extends string> = Record<V, Record<M, Summary>>;
