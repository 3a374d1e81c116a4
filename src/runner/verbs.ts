import { CallError } from './call-error.ts';
import { exitCodes } from './exit-codes.ts';
import { suggestion } from './nearest.ts';
import { ownValue } from './own-value.ts';

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

export const verbNames: readonly string[] = Object.keys(verbs);

/** Does what a call of the program says, a verb and its arguments, and gives the exit code. Throws a CallError for a wrong one. */
export async function callVerb(
  [name = '', ...args]: readonly string[],
  signal: AbortSignal,
): Promise<number> {
  const load = ownValue(verbs, name);
  if (!load)
    throw new CallError(
      name ? `There is no verb "${name}".` : 'A verb is missing.',
      suggestion(name, verbNames),
    );
  if (args.some((each) => each === '--help' || each === '-h')) {
    const { help } = await import('./help.ts');
    console.log(help[name]);
    return exitCodes.fine;
  }
  return (await load())(args, signal);
}
