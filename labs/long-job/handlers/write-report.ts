import type { SQSEvent } from 'aws-lambda';
import { findReport, storeProgress } from './reports-table.ts';
import { doStep, steps } from './steps.ts';

/** Writes each report. A worker that died leaves the message: who receives it next starts here. */
export async function handler({ Records }: SQSEvent): Promise<void> {
  for (const { body } of Records) {
    const { reportId } = JSON.parse(body);
    await (process.env.RESUME === 'table' ? goOn(reportId) : startOver(reportId));
  }
}

// #region start-over
/** The message says which report, and nothing about how far it is. */
async function startOver(reportId: string): Promise<void> {
  for (const [index, step] of steps.entries()) {
    await doStep(reportId, step);
    await storeProgress(reportId, index + 1, statusAfter(index));
  }
}
// #endregion start-over

// #region go-on
/** The progress in the table is a checkpoint: who starts again reads it, and who is cancelled cannot store it. */
async function goOn(reportId: string): Promise<void> {
  const report = await findReport(reportId);
  if (!report || report.status === 'cancelled') return;
  for (const [index, step] of steps.entries()) {
    if (index < report.stepsDone) continue;
    await doStep(reportId, step);
    if (!(await storeProgress(reportId, index + 1, statusAfter(index)))) return;
  }
}
// #endregion go-on

const statusAfter = (index: number) => (index === steps.length - 1 ? 'ready' : 'running');
