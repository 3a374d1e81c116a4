import { rmSync } from 'node:fs';
import { startCloud } from '#local-cloud/index.ts';
import { load } from './load-from-outside.ts';
import { type Ratio, ratioOf } from './ratio.ts';
import { assemblyWithoutServiceTime } from './two-paths-assembly.ts';

/** Resident memory of the whole cloud, handlers and stored orders included, after 1,000 requests and after 10,000. */
export async function benchMemory(
  rounds: number,
): Promise<{ mebibytes: Record<string, number[]>; ratios: Ratio[] }> {
  const assembly = await assemblyWithoutServiceTime();
  const mebibytes = { after1000: [] as number[], after10000: [] as number[] };
  for (let round = 0; round < rounds; round += 1) {
    const cloud = await startCloud({ assembly });
    const url = `${cloud.outputs.ApiUrl}/sync/orders`;
    await load(url, 5, 600, `first-${round}`, 1_000);
    mebibytes.after1000.push(residentMebibytes());
    await load(url, 5, 600, `rest-${round}`, 9_000);
    mebibytes.after10000.push(residentMebibytes());
    await cloud.close();
  }
  rmSync(assembly, { recursive: true });
  return {
    mebibytes,
    ratios: [
      ratioOf(
        'resident memory, after 10,000 requests ÷ after 1,000',
        mebibytes.after10000,
        mebibytes.after1000,
      ),
    ],
  };
}

const residentMebibytes = () => Math.round(process.memoryUsage.rss() / 2 ** 20);
