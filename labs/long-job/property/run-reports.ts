import type { APIGatewayProxyEventV2, SQSEvent } from 'aws-lambda';
import { answerSdk, type SdkAnswer, type SdkRequest } from '#runner/testing/answer-sdk.ts';
import { loadHandlers } from '#runner/testing/deployed-handlers.ts';
import { DurableExecution } from '#runner/testing/durable-functions.ts';
import { Crash, MortalProcesses } from '#runner/testing/mortal-processes.ts';
import { TablesInMemory, tableKeyedBy } from '#runner/testing/tables-in-memory.ts';
import { Turns } from '#runner/testing/turns.ts';
import { type Report, stepsDone, type Violation, violationsIn } from './reports.ts';
import type { Scenario } from './scenario.ts';

/** What a worker that starts again goes by, as stack.ts says. */
export type Resume = 'message' | 'table' | 'durable';

const { work, workDurably, cancel, steps } = await load();

/** As stack.ts says. */
const maxReceiveCount = 5;

/**
 * Has the lab’s handlers write reports, and gives what went wrong. Afterwards no process dies any more, and dead letters are
 * moved back. Of one message there is one worker at a time.
 */
export async function violationsOf(scenario: Scenario, resume: Resume): Promise<Violation[]> {
  // The worker reads it whenever it is invoked.
  process.env.RESUME = resume;
  const turns = new Turns(scenario.choices);
  const processes = new MortalProcesses(turns, scenario.crashes);
  const tables = new TablesInMemory(
    tableKeyedBy('Reports', 'reportId'),
    tableKeyedBy('Work', 'reportId', 'done'),
  );
  const actors: Promise<unknown>[] = [];
  const act = (does: () => Promise<unknown>) => actors.push(turns.during(does));
  const reports = scenario.reports.map(
    ({ cancelledAfter }, index): Report => ({
      reportId: `report-${index}`,
      cancelledAfter,
      deaths: 0,
      isToldCancelled: false,
      doneWhenCancelled: undefined,
      progress: 0,
      hasFallen: false,
    }),
  );
  const executions = new Map(
    reports.map(({ reportId }) => [reportId, new DurableExecution(turns, processes)]),
  );
  const deadLetters: Report[] = [];
  let notDeleted = scenario.notDeleted;
  let workedOff = 0;

  async function deliver(report: Report): Promise<void> {
    const event = { Records: [{ body: JSON.stringify({ reportId: report.reportId }) }] } as SQSEvent;
    for (let receive = 1; receive <= maxReceiveCount; receive += 1) {
      await turns.turn();
      try {
        await processes.invoke(() => work(event));
        workedOff += 1;
        if (!notDeleted.includes(workedOff)) return;
      } catch (error) {
        if (!(error instanceof Crash)) throw error;
        report.deaths += 1;
      }
    }
    deadLetters.push(report);
  }
  async function execute(report: Report): Promise<void> {
    const { reportId } = report;
    const execution = executions.get(reportId) as DurableExecution;
    await execution.run(() => workDurably({ reportId }, execution));
    report.deaths = execution.deaths;
  }
  /** Asks until there is an answer. */
  async function cancelIn(turnsLeft: number, report: Report): Promise<void> {
    for (let left = turnsLeft; left > 0; left -= 1) await turns.turn();
    const request = { pathParameters: { reportId: report.reportId } } as unknown as APIGatewayProxyEventV2;
    for (;;) {
      await turns.turn();
      const reply = await processes.invoke(() => cancel(request)).catch(unlessDead);
      if (!reply) continue;
      report.isToldCancelled = reply.statusCode === 200;
      return;
    }
  }

  async function answer(request: SdkRequest): Promise<SdkAnswer> {
    const [, arn] = /\/durable-executions\/([^/]+)\/stop$/.exec(request.path) ?? [];
    if (arn !== undefined) {
      const execution = executions.get(decodeURIComponent(arn));
      if (execution) execution.isStopped = true;
      return { statusCode: 200, headers: {}, body: JSON.stringify({ StopTimestamp: 0 }) };
    }
    const answered = await tables.answer(request);
    note(JSON.parse(answered.body).Attributes);
    return answered;
  }
  /** What a report has come to, as the table tells whoever has changed it. */
  function note(row: Record<string, { S?: string; N?: string }> | undefined): void {
    const report = reports.find(({ reportId }) => reportId === row?.reportId?.S);
    if (!report) return;
    const progress = Number(row?.stepsDone?.N);
    if (progress < report.progress) report.hasFallen = true;
    report.progress = progress;
    if (row?.status?.S === 'cancelled')
      report.doneWhenCancelled ??= stepsDone(tables, report.reportId).length;
  }

  const stop = answerSdk((request) => processes.call(() => answer(request)));
  try {
    for (const report of reports) {
      const { reportId } = report;
      await tables.run('PutItem', {
        TableName: 'Reports',
        Item: {
          reportId: { S: reportId },
          status: { S: 'pending' },
          stepsDone: { N: '0' },
          ...(resume === 'durable' && { executionArn: { S: reportId } }),
        },
      });
      act(() => (resume === 'durable' ? execute(report) : deliver(report)));
      const { cancelledAfter } = report;
      if (cancelledAfter !== undefined) act(() => cancelIn(cancelledAfter, report));
    }
    await turns.untilQuiet();
    processes.calm();
    notDeleted = [];
    for (const report of deadLetters.splice(0)) act(() => deliver(report));
    await turns.untilQuiet();
    await Promise.all(actors);
    return violationsIn(tables, reports, steps);
  } finally {
    stop();
    tables.close();
  }
}

function unlessDead(error: unknown): undefined {
  if (!(error instanceof Crash)) throw error;
}

interface Handlers {
  work: typeof import('../handlers/write-report.ts').handler;
  workDurably(input: { reportId: string }, execution: DurableExecution): Promise<unknown>;
  cancel: typeof import('../handlers/cancel-report.ts').handler;
  /** How many steps a report has. */
  steps: number;
}

async function load(): Promise<Handlers> {
  const files = ['write-report', 'write-report-durably', 'cancel-report', 'steps'] as const;
  const loaded = await loadHandlers(new URL('../handlers/', import.meta.url), files, {
    REPORTS_TABLE: 'Reports',
    WORK_TABLE: 'Work',
    SERVICE_MS: '0',
  });
  return {
    work: loaded['write-report'].handler,
    workDurably: loaded['write-report-durably'].handler,
    cancel: loaded['cancel-report'].handler,
    steps: (loaded.steps.steps as string[]).length,
  } as Handlers;
}
