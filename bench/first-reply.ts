import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { project } from '#runner/project.ts';
import { type Ratio, ratioOf } from './ratio.ts';
import { lab } from './two-paths-assembly.ts';

const firstReplyOnce = 'bench/first-reply-once.ts';

/**
 * How long a learner waits from the command to the first 2xx, cold and with a cached assembly, beside what synthesizing
 * the same stack takes alone. The three alternate, each a process of its own.
 */
export function benchFirstReply(repetitions: number): { seconds: Record<string, number[]>; ratios: Ratio[] } {
  const seconds = {
    synthesis: [] as number[],
    cold: [] as number[],
    cached: [] as number[],
    cachedSync: [] as number[],
  };
  const synthesized = mkdtempSync(join(tmpdir(), 'bench-synthesis-'));
  // The first of each kind only warms the disk and the compile cache.
  for (let repetition = -1; repetition < repetitions; repetition += 1) {
    const begin = performance.now();
    run([join(lab.folder, 'stack.ts')], { CDK_OUTDIR: synthesized, CDK_VALIDATION: 'false' });
    const synthesis = (performance.now() - begin) / 1000;
    const cached = firstReply();
    rmSync(cached.folder, { recursive: true });
    const cold = firstReply();
    if (repetition < 0) continue;
    seconds.synthesis.push(synthesis);
    seconds.cold.push(cold.first2xx);
    seconds.cached.push(cached.first2xx);
    seconds.cachedSync.push(cached.syncReply);
  }
  rmSync(synthesized, { recursive: true });
  return {
    seconds,
    ratios: [
      ratioOf('first 2xx, cold ÷ synthesis alone', seconds.cold, seconds.synthesis),
      ratioOf('first 2xx, cached assembly ÷ synthesis alone', seconds.cached, seconds.synthesis),
      ratioOf(
        'first synchronous 2xx (cold start and service time in it), cached assembly ÷ synthesis alone',
        seconds.cachedSync,
        seconds.synthesis,
      ),
    ],
  };
}

/** Seconds from the command to the first 2xx and to the synchronous one, and the assembly that was deployed. */
function firstReply(): { first2xx: number; syncReply: number; folder: string } {
  const begin = performance.timeOrigin + performance.now();
  const { folder, first2xxAt, syncReplyAt } = JSON.parse(run([firstReplyOnce]));
  return { folder, first2xx: (first2xxAt - begin) / 1000, syncReply: (syncReplyAt - begin) / 1000 };
}

function run(args: string[], env: Record<string, string> = {}): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--no-warnings', ...args], {
    cwd: project.root,
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${args.join(' ')} ended with status ${status}: ${stderr}`);
  return stdout;
}
