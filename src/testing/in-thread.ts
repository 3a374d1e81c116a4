import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** What a thread says of a call. */
export type Answer = { result: unknown } | { error: unknown };

/**
 * A function of a module, run in a thread of its own. There node:test does not follow each promise, which takes twice as long
 * as the work of a case that makes thousands of them. Arguments and result are copied. One call at a time.
 */
export function inThread<Run extends (...args: never[]) => Promise<unknown>>(module: URL, name: string): Run {
  let thread: Worker | undefined;
  const run = async (...args: never[]): Promise<unknown> => {
    thread ??= new Worker(new URL('thread.ts', import.meta.url), {
      execArgv: [],
      workerData: { module: module.href, name },
    });
    // It keeps this process running only during a call.
    thread.ref();
    const answered = once(thread, 'message');
    thread.postMessage(args);
    const [answer] = (await answered) as [Answer];
    thread.unref();
    if ('error' in answer) throw answer.error;
    return answer.result;
  };
  return run as Run;
}
