/*
 * Closed-loop load from a process of its own, so that it shares no thread with what it measures: `concurrency` callers,
 * each with one connection, each sending its next order when the last is answered, for some seconds or until `most` are sent. Prints one JSON line.
 * It shares the machine's cores, though: undici takes half of the CPU per call that node:http takes.
 */
import { performance } from 'node:perf_hooks';
import { Client } from 'undici';

const [url = '', concurrencyText = '1', secondsText = '1', prefix = '', expected = '', most = 'Infinity'] =
  process.argv.slice(2);
const concurrency = Number(concurrencyText);
const { origin, pathname } = new URL(url);
const ends = performance.now() + Number(secondsText) * 1000;
const latencies: number[] = [];
let failed = 0;
let sent = 0;

async function call(client: Client): Promise<number> {
  sent += 1;
  const { statusCode, body } = await client.request({
    method: 'POST',
    path: pathname,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ orderId: `${prefix}-${sent}`, customer: 'bench', item: 'espresso' }),
  });
  await body.dump();
  return statusCode;
}

const begin = performance.now();
await Promise.all(
  Array.from({ length: concurrency }, async () => {
    const client = new Client(origin);
    while (performance.now() < ends && sent < Number(most)) {
      const sentAt = performance.now();
      const status = await call(client);
      latencies.push(performance.now() - sentAt);
      if (status !== Number(expected)) failed += 1;
    }
    await client.close();
  }),
);
const seconds = (performance.now() - begin) / 1000;
latencies.sort((a, b) => a - b);
const at = (share: number) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))];
console.log(
  JSON.stringify({ perSecond: latencies.length / seconds, msP50: at(0.5), msP99: at(0.99), failed }),
);
