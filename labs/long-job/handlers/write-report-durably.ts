import { withDurableExecution } from '@aws/durable-execution-sdk-js';
import { storeProgress } from './reports-table.ts';
import { doStep, steps } from './steps.ts';

/** Writes a report in durable steps: when it starts again, the steps whose results are kept do not run. */
export const handler = withDurableExecution(async ({ reportId }: { reportId: string }, context) => {
  for (const [index, step] of steps.entries()) {
    await context.step(step, async () => {
      await doStep(reportId, step);
      await storeProgress(reportId, index + 1, index === steps.length - 1 ? 'ready' : 'running');
    });
  }
});
