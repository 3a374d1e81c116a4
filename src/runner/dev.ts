import { runProgram } from './program.ts';

/** `npm run dev`: the site for authors, rebuilt as they write. Arguments go to Docusaurus. */
export async function dev(args: string[], signal: AbortSignal): Promise<number> {
  await runProgram('docusaurus', ['start', '--host', 'localhost', ...args], { signal });
  return 0;
}
