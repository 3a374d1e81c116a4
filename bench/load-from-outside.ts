import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** One round of load: rate, latency percentiles in ms, and how many were not answered as they should be. */
export interface Sample {
  perSecond: number;
  msP50: number;
  msP99: number;
  failed: number;
}

/**
 * Sends orders from another process, for `seconds` or until `most` are sent. Throws unless all are answered with 201 or,
 * on the queued path, 202: a peer of ours answers 200 when the handler fails.
 */
export async function load(
  url: string,
  concurrency: number,
  seconds: number,
  prefix: string,
  most = Number.POSITIVE_INFINITY,
): Promise<Sample> {
  const expected = url.includes('/queued/') ? 202 : 201;
  const args = [join(import.meta.dirname, 'load.ts'), url, concurrency, seconds, prefix, expected, most].map(
    String,
  );
  const { stdout } = await promisify(execFile)(process.execPath, ['--no-warnings', ...args]);
  const sample: Sample = JSON.parse(stdout);
  if (sample.failed > 0)
    throw new Error(`${sample.failed} requests to ${url} were not answered with ${expected}.`);
  return sample;
}
