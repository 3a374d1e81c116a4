import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Sample } from './closed-loop.ts';
import type { LoadOrder } from './load.ts';

let generator: ChildProcess | undefined;

/**
 * Sends orders from another process, for `seconds` or until `most` are sent. Throws unless all are answered with 201 or,
 * on the queued path, 202: a peer of ours answers 200 when the handler fails.
 */
export async function load(
  url: string,
  concurrency: number,
  seconds: number,
  prefix: string,
  most = Number.MAX_SAFE_INTEGER,
): Promise<Sample> {
  generator ??= fork(join(import.meta.dirname, 'load.ts'));
  const expectedStatus = url.includes('/queued/') ? 202 : 201;
  generator.send({ url, concurrency, seconds, prefix, expectedStatus, most } satisfies LoadOrder);
  const [{ sample, error }] = (await once(generator, 'message')) as [{ sample?: Sample; error?: string }];
  if (!sample) throw new Error(`${url} could not be measured: ${error}`);
  if (sample.failed > 0)
    throw new Error(`${sample.failed} requests to ${url} were not answered with ${expectedStatus}.`);
  return sample;
}
