import type { Evidence } from '#content/evidence.ts';
import type { Provenance } from '#content/page-data.ts';

/** Somebody's file may hold any number of repetitions: so many are drawn. */
export const mostRepetitions = 20;

/** Where the numbers of a reader's own run come from. */
export function ownProvenance(
  recorded: Provenance,
  { target, machine, recordedAt, command, repetitions }: Evidence,
): Provenance {
  return {
    ...recorded,
    ...{ target, recordedAt, command, repetitions: Math.min(repetitions, mostRepetitions) },
    machine: `${machine.cpu.slice(0, 200)}, ${machine.cores} cores, ${machine.platform} ${machine.arch}`,
  };
}
