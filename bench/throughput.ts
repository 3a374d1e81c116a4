import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { startCloud } from '#local-cloud/index.ts';
import { startBareWorkerPool } from './bare-worker-pool.ts';
import { load, type Sample } from './load-from-outside.ts';
import { type Ratio, ratioOf } from './ratio.ts';
import { assemblyWithoutServiceTime } from './two-paths-assembly.ts';

/**
 * Requests per second of the synchronous and the queued path, beside the limit: the same handler, called in the same
 * kind of worker pool with no cloud around it. They alternate in one process.
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
  try {
    for (const concurrency of options.concurrencies) {
      const pool = await startBareWorkerPool({ assembly, template, cloud, size: concurrency });
      const http = (path: string, round: string) =>
        load(`${cloud.outputs.ApiUrl}${path}`, concurrency, options.seconds, round);
      const limit: Sample[] = [];
      const sync: Sample[] = [];
      const queued: Sample[] = [];
      for (let round = -1; round < options.rounds; round += 1) {
        const id = `${concurrency}-${round}`;
        const samplesOfRound = [
          await pool.run(options.seconds, `l${id}`),
          await http('/sync/orders', `s${id}`),
          await http('/queued/orders', `q${id}`),
        ] as const;
        // What the queued orders left to do must not slow the next round.
        await drained(cloud.outputs.QueueUrl as string, cloud.endpoints.sqs);
        if (round < 0) continue;
        limit.push(samplesOfRound[0]);
        sync.push(samplesOfRound[1]);
        queued.push(samplesOfRound[2]);
      }
      await pool.close();
      Object.assign(samples, {
        [`limit, concurrency ${concurrency}`]: limit,
        [`synchronous path, concurrency ${concurrency}`]: sync,
        [`queued accept, concurrency ${concurrency}`]: queued,
      });
      const rates = (each: Sample[]) => each.map(({ perSecond }) => perSecond);
      ratios.push(
        ratioOf(
          `requests/s, synchronous path ÷ limit, concurrency ${concurrency}`,
          rates(sync),
          rates(limit),
        ),
        ratioOf(
          `requests/s, queued accept ÷ synchronous path, concurrency ${concurrency}`,
          rates(queued),
          rates(sync),
        ),
        ratioOf(
          `p99 latency, synchronous path ÷ limit, concurrency ${concurrency}`,
          sync.map(({ msP99 }) => msP99),
          limit.map(({ msP99 }) => msP99),
        ),
      );
    }
  } finally {
    await cloud.close();
    rmSync(assembly, { recursive: true });
  }
  return { samples, ratios };
}

async function drained(queueUrl: string, endpoint: string): Promise<void> {
  const { SQSClient, GetQueueAttributesCommand } = await import('@aws-sdk/client-sqs');
  const client = new SQSClient({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'bench', secretAccessKey: 'bench' },
  });
  const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const;
  for (const begin = performance.now(); performance.now() - begin < 60_000; ) {
    const { Attributes } = await client.send(
      new GetQueueAttributesCommand({ QueueUrl: queueUrl, AttributeNames: [...names] }),
    );
    if (names.every((name) => Attributes?.[name] === '0')) break;
  }
  client.destroy();
}
