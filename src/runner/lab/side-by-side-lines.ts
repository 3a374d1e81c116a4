import type { Disturbance } from '#content/evidence.ts';
import { pad } from '../terminal/text.ts';
import type { Recorded } from './recorded.ts';

/** What a run that had others beside it says of its machine, and what its recording says of the same. */
export interface BesideRun {
  beside: Recorded;
  recorded?: Recorded;
}

const figures: { label: string; of(run: Disturbance): number | undefined; text(value: number): string }[] = [
  { label: 'the event loop was away', of: (run) => run.loopLagMs, text: (ms) => `${Math.round(ms)} ms` },
  { label: 'a request was sent late', of: (run) => run.sendDriftMs, text: (ms) => `${Math.round(ms)} ms` },
  {
    label: 'others took of a CPU with none to spare',
    of: (run) => run.cpuTaken,
    text: (share) => `${Math.round(100 * share)} %`,
  },
];

/**
 * How the runs disturbed each other: the worst that each one's guard saw, beside what it saw when the same experiment was
 * recorded. None where no run is to be compared.
 */
export function sideBySideLines(runs: readonly BesideRun[]): string[] {
  const both = runs.flatMap(({ beside, recorded }) =>
    beside.disturbance && recorded?.disturbance
      ? [{ beside: beside.disturbance, recorded: recorded.disturbance }]
      : [],
  );
  if (both.length === 0) return [];
  const rows = figures.flatMap(({ label, of, text }) => {
    const cell = (which: 'beside' | 'recorded') => {
      const values = both.flatMap((each) => of(each[which]) ?? []).sort((a, b) => a - b);
      const [most, median] = [values.at(-1), values[Math.floor(values.length / 2)]];
      return most === undefined || median === undefined ? '' : `${text(median)}, ${text(most)}`;
    };
    // Not every system tells who takes its CPUs.
    return cell('beside') === '' ? [] : [{ label, recorded: cell('recorded'), beside: cell('beside') }];
  });
  const again = (which: 'beside' | 'recorded') =>
    String(both.reduce((sum, each) => sum + each[which].measuredAgain, 0));
  const table = [
    { label: 'at worst, median and most of the runs:', recorded: 'recorded', beside: 'side by side' },
    ...rows,
    { label: 'repetitions that were measured again', recorded: again('recorded'), beside: again('beside') },
  ];
  const width = (of: (row: (typeof table)[number]) => string) =>
    Math.max(...table.map((row) => of(row).length));
  const columns = [
    width(({ label }) => label),
    width(({ recorded }) => recorded),
    width(({ beside }) => beside),
  ] as const;
  return table.map(
    ({ label, recorded, beside }) =>
      `${pad(label, columns[0])}  ${pad(recorded, columns[1], 'right')}  ${pad(beside, columns[2], 'right')}`,
  );
}
