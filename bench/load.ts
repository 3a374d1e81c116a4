/*
 * Closed-loop load from a process of its own, so that it shares no thread with what it measures: `concurrency` callers,
 * each with one connection, each sending its next order when the last is answered, for some seconds or until `most` are sent. Prints one JSON line.
 */
import { Agent, request } from 'node:http';
import { performance } from 'node:perf_hooks';

const [url = '', concurrencyText = '1', secondsText = '1', prefix = '', expected = '', most = 'Infinity'] =
  process.argv.slice(2);
const concurrency = Number(concurrencyText);
const agent = new Agent({ keepAlive: true, maxSockets: concurrency });
const ends = performance.now() + Number(secondsText) * 1000;
const latencies: number[] = [];
let failed = 0;
let sent = 0;

const call = (): Promise<number> =>
  new Promise((resolve, reject) => {
    sent += 1;
    const body = JSON.stringify({ orderId: `${prefix}-${sent}`, customer: 'bench', item: 'espresso' });
    const outgoing = request(
      url,
      { method: 'POST', agent, headers: { 'content-type': 'application/json' } },
      (answer) => {
        answer.resume().on('end', () => resolve(answer.statusCode ?? 0));
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });

const begin = performance.now();
await Promise.all(
  Array.from({ length: concurrency }, async () => {
    while (performance.now() < ends && sent < Number(most)) {
      const sentAt = performance.now();
      const status = await call();
      latencies.push(performance.now() - sentAt);
      if (status !== Number(expected)) failed += 1;
    }
  }),
);
const seconds = (performance.now() - begin) / 1000;
agent.destroy();
latencies.sort((a, b) => a - b);
const at = (share: number) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))];
console.log(
  JSON.stringify({ perSecond: latencies.length / seconds, msP50: at(0.5), msP99: at(0.99), failed }),
);
