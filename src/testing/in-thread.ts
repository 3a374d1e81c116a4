import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

/** What a thread is asked for: a call of a function of a module. */
export interface Call {
  /** Its address. */
  module: string;
  name: string;
  args: unknown[];
}

/** What a thread says of a call. */
export type Answer = { result: unknown } | { error: unknown };

let thread: Worker | undefined;
/** Ends with the latest call. */
let latest: Promise<unknown> = Promise.resolve();

/**
 * A function of a module, run in a second thread. There node:test does not follow each promise, which takes twice as long
 * as the work of a case that makes thousands of them. All modules of a process share the thread, and what they import is
 * loaded and compiled once. Arguments and result are copied. There is one call at a time.
 */
export function inThread<Run extends (...args: never[]) => Promise<unknown>>(module: URL, name: string): Run {
  const run = (...args: never[]): Promise<unknown> => {
    const answered = latest.then(() => answerTo({ module: module.href, name, args }));
    latest = answered.catch(() => undefined);
    return answered;
  };
  return run as Run;
}

async function answerTo(call: Call): Promise<unknown> {
  thread ??= new Worker(new URL('thread.ts', import.meta.url), { execArgv: [] });
  // It keeps this process running only during a call.
  thread.ref();
  const answered = once(thread, 'message');
  thread.postMessage(call);
  const [answer] = (await answered) as [Answer];
  thread.unref();
  if ('error' in answer) throw answer.error;
  return answer.result;
}
