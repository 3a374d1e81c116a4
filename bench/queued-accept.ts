import { rmSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { startCloud } from '#local-cloud/index.ts';
import { alternate, rateRatio } from './alternate.ts';
import type { Sample } from './closed-loop.ts';
import { load } from './load-from-outside.ts';
import type { Ratio } from './ratio.ts';
import { assemblyWithoutServiceTime } from './two-paths-assembly.ts';

/**
 * Orders per second that the queued path accepts, beside those that the synchronous one places, while the queue's
 * consumer works on the same cores: with as many execution environments as the synchronous path has callers, and with
 * pollers that scale up as they do by default, to dozens of environments on these cores.
 */
export async function benchQueuedAccept(options: {
  rounds: number;
  seconds: number;
  concurrencies: number[];
}): Promise<{ samples: Record<string, Sample[]>; ratios: Ratio[] }> {
  const samples: Record<string, Sample[]> = {};
  const ratios: Ratio[] = [];
  for (const concurrency of options.concurrencies) {
    // A mapping's maximum concurrency is at least 2.
    const equal = Math.max(concurrency, 2);
    for (const consumers of [equal, undefined]) {
      const [queued, sync] = await measure({ ...options, concurrency, consumers });
      const about = `concurrency ${concurrency}, ${consumers === undefined ? 'consumers scale up' : `${consumers} consumers`}`;
      samples[`queued accept, ${about}`] = queued;
      samples[`synchronous path beside it, ${about}`] = sync;
      ratios.push(rateRatio(`queued accept ÷ synchronous path, ${about}`, queued, sync));
    }
  }
  return { samples, ratios };
}

async function measure(options: {
  rounds: number;
  seconds: number;
  concurrency: number;
  consumers: number | undefined;
}): Promise<[queued: Sample[], sync: Sample[]]> {
  const { rounds, seconds, concurrency, consumers } = options;
  const assembly = await assemblyWithoutServiceTime({ maximumConcurrency: consumers });
  const cloud = await startCloud({ assembly });
  const over = (path: string, round: string) =>
    load(`${cloud.outputs.ApiUrl}${path}`, concurrency, seconds, `${path[1]}${round}`);
  try {
    return await alternate(rounds, `${concurrency}-`, [
      async (round) => {
        const sample = await over('/queued/orders', round);
        // What the queued orders left to do must not slow the next round.
        await drained(cloud.outputs.QueueUrl as string, cloud.endpoints.sqs);
        return sample;
      },
      (round) => over('/sync/orders', round),
    ]);
  } finally {
    await cloud.close();
    rmSync(assembly, { recursive: true });
  }
}

async function drained(queueUrl: string, endpoint: string): Promise<void> {
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
