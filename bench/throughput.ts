import { rmSync } from 'node:fs';
import { startCloud } from '#local-cloud/index.ts';
import { alternate, rateRatio } from './alternate.ts';
import type { Sample } from './closed-loop.ts';
import { startHandlerPool } from './handler-pool.ts';
import { load } from './load-from-outside.ts';
import { type Ratio, ratioOf } from './ratio.ts';
import { assemblyWithoutServiceTime } from './two-paths-assembly.ts';

/**
 * Requests per second of the synchronous path beside the limit: the same handler, called in as many execution
 * environments with no cloud around them. The two alternate in one process.
 */
export async function benchThroughput(options: {
  rounds: number;
  seconds: number;
  concurrencies: number[];
}): Promise<{ samples: Record<string, Sample[]>; ratios: Ratio[] }> {
  const assembly = await assemblyWithoutServiceTime();
  const cloud = await startCloud({ assembly });
  const samples: Record<string, Sample[]> = {};
  const ratios: Ratio[] = [];
  try {
    for (const concurrency of options.concurrencies) {
      const pool = await startHandlerPool({
        assembly,
        cloud,
        size: concurrency,
      });
      const [sync, limit] = await alternate(options.rounds, `${concurrency}-limit`, [
        (round) => load(`${cloud.outputs.ApiUrl}/sync/orders`, concurrency, options.seconds, `s${round}`),
        (round) => pool.run(options.seconds, `l${round}`),
      ]);
      await pool.close();
      samples[`limit, concurrency ${concurrency}`] = limit;
      samples[`synchronous path, concurrency ${concurrency}`] = sync;
      ratios.push(
        rateRatio(`synchronous path ÷ limit, concurrency ${concurrency}`, sync, limit),
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
