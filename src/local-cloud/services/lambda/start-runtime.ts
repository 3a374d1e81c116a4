import { type ChildProcess, spawn } from 'node:child_process';
import { getCompileCacheDir } from 'node:module';
import type { RuntimeOptions } from './runtime/protocol.ts';
import { runtimeBundle } from './runtime-bundle.ts';

/**
 * Node.js features that Lambda turns off, each with the option that turns it on again.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html#nodejs-experimental-features
 */
const disabledFeatures = ['experimental-require-module', 'experimental-detect-module'];

/** How much of a function's memory each half of the space for new objects may take. */
const semiSpaceShare = 0.05;

/** Starts a process with the runtime: its own group, its own variables, and pipes for its output and for what it says. */
export function startRuntime(
  runtime: Pick<RuntimeOptions, 'directory' | 'memoryMiB'>,
  variables: Record<string, string>,
): ChildProcess {
  const { directory, memoryMiB } = runtime;
  const features = disabledFeatures.filter((each) => !variables.NODE_OPTIONS?.includes(`--${each}`));
  const compileCache = getCompileCacheDir();
  return spawn(
    process.execPath,
    [
      '--no-warnings',
      ...features.map((each) => `--no-${each}`),
      `--max-old-space-size=${memoryMiB}`,
      // Without it, the young generation of a busy function outgrows the whole limit, and V8 collects garbage for ever.
      `--max-semi-space-size=${Math.ceil(memoryMiB * semiSpaceShare)}`,
      runtimeBundle(),
    ],
    {
      cwd: directory,
      env: { ...(compileCache && { NODE_COMPILE_CACHE: compileCache }), ...variables },
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
      // A group of its own on POSIX. On Windows the child is part of a job that ends with this process.
      detached: process.platform !== 'win32',
      windowsHide: true,
    },
  );
}
