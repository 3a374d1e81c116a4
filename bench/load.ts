/*
 * Closed-loop load from a process of its own, so that it shares no thread with what it measures: `concurrency` callers,
 * each with one connection. The process is forked once and does one piece of work per message: a load generator that is
 * started anew for each round spends the round being compiled.
 */
import { BareConnection } from './bare-connection.ts';
import { closedLoop, type Sample } from './closed-loop.ts';

/** One round of load: for `seconds`, or until `most` orders are sent. */
export interface LoadOrder {
  url: string;
  concurrency: number;
  seconds: number;
  /** Of the orders' ids. */
  prefix: string;
  expectedStatus: number;
  most: number;
}

async function round(load: LoadOrder): Promise<Sample> {
  const { url, concurrency, seconds, prefix, expectedStatus, most } = load;
  const connections = await Promise.all(
    Array.from({ length: concurrency }, () => BareConnection.open(new URL(url))),
  );
  const callers = connections.map((connection) => async (order: number) => {
    const body = `{"orderId":"${prefix}-${order}","customer":"bench","item":"espresso"}`;
    return (await connection.post(body)) === expectedStatus;
  });
  const sample = await closedLoop(callers, { seconds, most });
  for (const each of connections) each.close();
  return sample;
}

process.on('message', (load: LoadOrder) => {
  round(load).then(
    (sample) => process.send?.({ sample }),
    (error: Error) => process.send?.({ error: error.message }),
  );
});
