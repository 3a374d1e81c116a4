import { join } from 'node:path';
import { project } from '../project.ts';
import type { Captured } from './run-captured.ts';
import type { Outcome } from './stage.ts';

/** The file with all that a stage has written. */
export const logOf = (stage: string): string => join(project.cache, 'test', `${stage}.log`);

/** The outcome of a program that ended: what it counted, or one failure when it failed and counted none. */
export function outcomeOfProgram(
  { status }: Captured,
  command: string,
  counted: Outcome = { passed: status === 0 ? 1 : 0, failures: [] },
): Outcome {
  if (status === 0 || counted.failures.length > 0) return counted;
  return { ...counted, failures: [{ name: `It ended with status ${status}.`, command }] };
}
