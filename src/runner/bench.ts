import { runProgram } from './program.ts';

/** `npm run bench`: measures ratios; never a test. Arguments go to the benchmark. */
export async function bench(args: string[], signal: AbortSignal): Promise<number> {
  await runProgram('node', ['bench/main.ts', ...args], { signal });
  return 0;
}
