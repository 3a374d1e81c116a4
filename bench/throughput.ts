import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { startCloud } from '#local-cloud/index.ts';
import { startHandlerPool } from './handler-pool.ts';
import type { Sample } from './load.ts';
import { load } from './load-from-outside.ts';
import { type Ratio, ratioOf } from './ratio.ts';
import { assemblyWithoutServiceTime } from './two-paths-assembly.ts';

/** Rounds that do not count: code in five environments takes some thousand calls until it is compiled for good. */
const warmUpRounds = 3;

/**
 * Requests per second of the synchronous path beside the limit: the same handler, called in the same execution
 * environments with no cloud around them; then of the queued path beside the synchronous one. Each pair alternates in
 * one process. The limit goes first, as a flooded queue leaves dozens of environments behind.
 */
export async function benchThroughput(options: {
  rounds: number;
  seconds: number;
  concurrencies: number[];
}): Promise<{ samples: Record<string, Sample[]>; ratios: Ratio[] }> {
  const assembly = await assemblyWithoutServiceTime();
  const template = JSON.parse(readFileSync(join(assembly, 'TwoPaths.template.json'), 'utf8'));
  const cloud = await startCloud({ assembly });
  const samples: Record<string, Sample[]> = {};
  const ratios: Ratio[] = [];
  const over = (path: string, concurrency: number) => (round: string) =>
    load(`${cloud.outputs.ApiUrl}${path}`, concurrency, options.seconds, `${path[1]}${round}`);
  try {
    for (const concurrency of options.concurrencies) {
      const pool = await startHandlerPool({ assembly, template, cloud, size: concurrency });
      const [sync, limit] = await alternate(options.rounds, `${concurrency}-limit`, [
        over('/sync/orders', concurrency),
        (round) => pool.run(options.seconds, `l${round}`),
      ]);
      await pool.close();
      samples[`limit, concurrency ${concurrency}`] = limit;
      samples[`synchronous path beside it, concurrency ${concurrency}`] = sync;
      ratios.push(
        rateRatio(`requests/s, synchronous path ÷ limit, concurrency ${concurrency}`, sync, limit),
        ratioOf(
          `p99 latency, synchronous path ÷ limit, concurrency ${concurrency}`,
          sync.map(({ msP99 }) => msP99),
          limit.map(({ msP99 }) => msP99),
        ),
      );
    }
    for (const concurrency of options.concurrencies) {
      const [queued, sync] = await alternate(options.rounds, `${concurrency}-queued`, [
        async (round) => {
          const sample = await over('/queued/orders', concurrency)(round);
          // What the queued orders left to do must not slow the next round.
          await drained(cloud.outputs.QueueUrl as string, cloud.endpoints.sqs);
          return sample;
        },
        over('/sync/orders', concurrency),
      ]);
      samples[`queued accept, concurrency ${concurrency}`] = queued;
      samples[`synchronous path beside it, again, concurrency ${concurrency}`] = sync;
      ratios.push(
        rateRatio(`requests/s, queued accept ÷ synchronous path, concurrency ${concurrency}`, queued, sync),
      );
    }
  } finally {
    await cloud.close();
    rmSync(assembly, { recursive: true });
  }
  return { samples, ratios };
}

/** Runs two kinds of load in turn, warm-up rounds first, and gives the samples of each. */
async function alternate(
  rounds: number,
  name: string,
  [one, other]: [(round: string) => Promise<Sample>, (round: string) => Promise<Sample>],
): Promise<[Sample[], Sample[]]> {
  const samples: [Sample[], Sample[]] = [[], []];
  for (let round = -warmUpRounds; round < rounds; round += 1) {
    const pair = [await one(`${name}${round}`), await other(`${name}${round}`)] as const;
    if (round < 0) continue;
    samples[0].push(pair[0]);
    samples[1].push(pair[1]);
  }
  return samples;
}

const rateRatio = (what: string, over: Sample[], under: Sample[]): Ratio =>
  ratioOf(
    what,
    over.map(({ perSecond }) => perSecond),
    under.map(({ perSecond }) => perSecond),
  );

async function drained(queueUrl: string, endpoint: string): Promise<void> {
  const { SQSClient, GetQueueAttributesCommand } = await import('@aws-sdk/client-sqs');
  const client = new SQSClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
  });
  const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
  for (const begin = performance.now(); performance.now() - begin < 120_000; ) {
    const { Attributes } = await client.send(
      new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: [...names] }),
    );
    if (names.every((name) => Attributes?.[name] === '0')) break;
  }
  client.destroy();
}
