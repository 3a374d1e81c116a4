import { syncBuiltinESMExports } from 'node:module';
import threads, { type WorkerOptions } from 'node:worker_threads';

/** Lets worker threads, and what the function forks, load `preload` first, which refuses connections to AWS there. */
export function refuseInThreads(preload: string): void {
  const option = `--require=${preload}`;
  // What V8 takes holds for the whole process, and a thread refuses it.
  const ofThreads = process.execArgv.filter((each) => !each.startsWith('--max-'));
  const { Worker } = threads;
  threads.Worker = class extends Worker {
    constructor(file: string | URL, options: WorkerOptions = {}) {
      super(file, { ...options, execArgv: [...(options.execArgv ?? ofThreads), option] });
    }
  };
  Object.defineProperty(threads.Worker, 'name', { value: 'Worker' });
  syncBuiltinESMExports();
  process.execArgv.push(option);
}
