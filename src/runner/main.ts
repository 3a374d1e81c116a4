import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { CallError } from './call-error.ts';
import { runToExit } from './exit.ts';
import { exitCodes } from './exit-codes.ts';
import { suggestion } from './nearest.ts';
import { project } from './project.ts';

enableCompileCache(join(project.cache, 'compile'));

/** One file per verb, loaded when it is called: nobody waits for what another verb needs. */
const verbs: Record<string, () => Promise<(args: string[], signal: AbortSignal) => Promise<number>>> = {
  start: async () => (await import('./start.ts')).start,
  test: async () => (await import('./test.ts')).test,
  dev: async () => (await import('./dev.ts')).dev,
  bench: async () => (await import('./bench.ts')).bench,
  cloud: async () => (await import('./cloud.ts')).cloud,
  lab: async () => (await import('./lab.ts')).lab,
  repair: async () => (await import('./repair.ts')).repair,
  incident: async () => (await import('./incident.ts')).incident,
  evidence: async () => (await import('./evidence.ts')).evidence,
  check: async () => (await import('./check.ts')).check,
  book: async () => (await import('./book.ts')).book,
  links: async () => (await import('./links.ts')).links,
  'new-lab': async () => (await import('./new-lab.ts')).newLab,
};

await runToExit(async (signal) => {
  const [name = '', ...args] = process.argv.slice(2);
  const load = verbs[name];
  if (!load) {
    const known = Object.keys(verbs);
    throw new CallError(name ? `There is no verb "${name}".` : 'A verb is missing.', suggestion(name, known));
  }
  if (args.some((each) => each === '--help' || each === '-h')) {
    const { help } = await import('./help.ts');
    console.log(help[name]);
    return exitCodes.fine;
  }
  return (await load())(args, signal);
});
