import type { TablesInMemory } from '#runner/testing/tables-in-memory.ts';

/** What one report came to. */
export interface Report {
  reportId: string;
  cancelledAfter: number | undefined;
  /** How many of its workers died. */
  deaths: number;
  /** Whether who cancelled it heard that it is cancelled. */
  isToldCancelled: boolean;
  /** How many steps had been done when it was cancelled. */
  doneWhenCancelled: number | undefined;
  /** The progress that is stored, and whether it ever fell. */
  progress: number;
  hasFallen: boolean;
}

export type Violation =
  | 'a report has no end'
  | 'cancelled, and ready all the same'
  | 'ready without a step'
  | 'more steps are done again than workers died'
  | 'the progress fell'
  | 'more than the running step is done after a cancel';

/** The steps that were done for a report, each as often as it was. */
export const stepsDone = (tables: TablesInMemory, reportId: string): string[] =>
  tables.items('Work').flatMap((row) => (row.reportId?.S === reportId ? `${row.step?.S}` : []));

/** What went wrong with reports, in the end, when nobody works any more. */
export function violationsIn(tables: TablesInMemory, reports: readonly Report[], steps: number): Violation[] {
  const found = new Set<Violation>();
  for (const report of reports) {
    const row = tables.items('Reports').find(({ reportId }) => reportId?.S === report.reportId);
    const status = row?.status?.S;
    const done = stepsDone(tables, report.reportId);
    const different = new Set(done).size;
    if (status !== 'ready' && status !== 'cancelled') found.add('a report has no end');
    if (report.isToldCancelled && status !== 'cancelled') found.add('cancelled, and ready all the same');
    if (status === 'ready' && different < steps) found.add('ready without a step');
    if (done.length - different > report.deaths) found.add('more steps are done again than workers died');
    if (report.hasFallen) found.add('the progress fell');
    if (done.length > (report.doneWhenCancelled ?? Number.POSITIVE_INFINITY) + 1)
      found.add('more than the running step is done after a cancel');
  }
  return [...found];
}
