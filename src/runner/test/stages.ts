import { availableParallelism } from 'node:os';
import { buildSiteIfStale } from '../build-site.ts';
import { runBrowserTests } from './browser-tests.ts';
import { runNodeTests } from './node-tests.ts';
import { runCaptured } from './run-captured.ts';
import type { Load, Outcome, Stage } from './stage.ts';
import { logOf, outcomeOfProgram } from './stage-log.ts';
import type { TestFiles } from './test-files.ts';

/** Names of the stages, in the order in which they are started. */
export const stageNames = [
  'unit',
  'guides',
  'site',
  'types',
  'lint',
  'content',
  'measured',
  'browser',
] as const;
export type StageName = (typeof stageNames)[number];

/** The stages of `npm test`, of these files. The longest comes first: what is short fills the core beside it. */
export function stagesOf({ unit, guides, measured, browser }: TestFiles): Stage[] {
  const cores = availableParallelism();
  return [
    // One more than cores: most of these tests wait for a clock now and then.
    nodeTests('unit', unit, { load: 'core', filesInProcess: 24, sideBySide: cores + 1 }),
    nodeTests('guides', guides, { load: 'waits', filesInProcess: 1, sideBySide: 1 }),
    site,
    program('types', 'npm run typecheck', ['npm', 'run', '--silent', 'typecheck']),
    program('lint', 'npm run lint', ['npm', 'run', '--silent', 'lint']),
    program('content', 'npm run check', ['npm', 'run', '--silent', 'check']),
    // They wait most of the time. What one cannot tell beside another, and what fails there, runs again alone.
    nodeTests('measured', measured, {
      load: 'whole machine',
      filesInProcess: 1,
      sideBySide: Math.min(2, cores),
      unsure: / was not judged: /,
    }),
    {
      ...base('browser', 'whole machine'),
      needs: ['site'],
      run: (signal) => runBrowserTests({ command: 'npm test -- browser', files: browser }, signal),
    },
  ];
}

const base = (name: StageName, load: Load) => ({
  name,
  load,
  command: `npm test -- ${name}`,
  needs: [] as string[],
});

const nodeTests = (
  name: StageName,
  files: string[],
  { load, ...how }: { load: Load; filesInProcess: number; sideBySide: number; unsure?: RegExp },
): Stage => {
  const stage = base(name, load);
  return { ...stage, run: (signal) => runNodeTests({ ...stage, files, ...how }, signal) };
};

const program = (name: StageName, command: string, [start = '', ...args]: string[]): Stage => ({
  ...base(name, 'core'),
  command,
  run: async (signal) =>
    outcomeOfProgram(await runCaptured(start, args, { log: logOf(name), signal }), command),
});

const site: Stage = {
  ...base('site', 'core'),
  async run(signal): Promise<Outcome> {
    let outcome: Outcome = { passed: 1, failures: [] };
    await buildSiteIfStale(async () => {
      const built = await runCaptured('docusaurus', ['build'], { log: logOf('site'), signal });
      outcome = outcomeOfProgram(built, 'npm run build');
      if (outcome.failures.length > 0) throw new SiteFailed();
    }).catch((error: unknown) => {
      // What is in build/ must not be taken for the site of these sources.
      if (!(error instanceof SiteFailed)) throw error;
    });
    return outcome;
  },
};

class SiteFailed extends Error {}
