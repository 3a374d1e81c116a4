import { GetQueryResultsCommand, StartQueryCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { Surroundings } from '#experiment/define-experiment.ts';

/** The deployed lab as whoever looks for an order sees it. */
export type LogsApi = Pick<Surroundings<string>, 'clients' | 'outputs' | 'signal' | 'clock'>;

/** Far enough ahead for a cloud whose time runs faster. */
const daySeconds = 86_400;

/** The one query. */
export const queryFor = (correlationId: string): string =>
  `fields @timestamp, hop, @log | filter correlationId = "${correlationId}" | sort @timestamp asc`;

/** The hops that one query over all log groups finds an order at, each once, in the order of their first lines. */
export async function hopsOf(
  { clients, outputs, signal, clock }: LogsApi,
  correlationId: string,
): Promise<string[]> {
  const { queryId } = await clients.cloudWatchLogs.send(
    new StartQueryCommand({
      logGroupNames: (outputs.LogGroups ?? '').split(' '),
      startTime: 0,
      endTime: Math.ceil(Date.now() / 1_000) + daySeconds,
      queryString: queryFor(correlationId),
    }),
    { abortSignal: signal },
  );
  for (;;) {
    const { status, results = [] } = await clients.cloudWatchLogs.send(
      new GetQueryResultsCommand({ queryId }),
      { abortSignal: signal },
    );
    if (status === 'Complete')
      return [...new Set(results.map((row) => row.find(({ field }) => field === 'hop')?.value ?? ''))];
    if (status !== 'Running' && status !== 'Scheduled') throw new Error(`The query ended as ${status}.`);
    await clock.sleepUntil(clock.now() + 20, signal);
  }
}
