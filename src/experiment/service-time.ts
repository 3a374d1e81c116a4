import type { Experiment } from './define-experiment.ts';

/** What a service takes where neither stack nor experiment says it, in milliseconds. */
const unknownServiceMs = 100;

/** The service time of a deployment in milliseconds: what its disturbances are compared with. */
export function serviceTimeOf(
  { serviceTime = { fromOutput: 'ServiceMs' } }: Pick<Experiment, 'serviceTime'>,
  outputs: Record<string, string>,
): number {
  const ms = 'value' in serviceTime ? serviceTime.value : Number(outputs[serviceTime.fromOutput]);
  return ms > 0 ? ms : unknownServiceMs;
}
