import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import * as v from 'valibot';
import { type Evidence, evidenceSchema } from '#content/evidence.ts';
import { CallError } from './call-error.ts';
import { rerunLines } from './evidence/report.ts';
import { rerun, rerunExitCode } from './evidence/rerun.ts';
import { type ExperimentFile, evidencePath, findExperiments, findLabs } from './labs.ts';
import { project } from './project.ts';
import { openScreen } from './terminal/open-screen.ts';
import { styleFor } from './terminal/screen.ts';

/**
 * `evidence [lab[/experiment]…]`: runs the experiments again, all of them when none is named, and says what moved since
 * they were recorded. Gives 1 when a claim has another verdict, 3 when all that is amiss is that claims could not be
 * judged. Records nothing.
 */
export async function evidence(args: string[], signal: AbortSignal): Promise<number> {
  const { names, json, factor } = readFlags(args);
  const files = new Map(filesOf(names).map((file) => [`${file.lab.name}/${file.name}`, file]));
  const recorded = [...files].map(([name, file]) => ({ name, evidence: readRecorded(name, file) }));
  // The walk through each run goes beside the report.
  const screen = await openScreen(process.stderr, false);
  const { runLab } = await import('./lab/run-lab.ts');
  const results = await rerun(recorded, {
    factor,
    signal,
    async run(name, seed) {
      const file = files.get(name);
      const run = file && (await runLab({ file, flags: { seed, record: false }, screen, signal }));
      if (!run) throw new Error('The run gave no evidence.');
      return run;
    },
    onDone: (result) => !json && console.log(rerunLines(result, styleFor(process.stdout)).join('\n')),
  });
  if (json) console.log(JSON.stringify({ factor, experiments: results }, null, 1));
  return rerunExitCode(results);
}

function readFlags(args: string[]): { names: string[]; json: boolean; factor: number } {
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { json: { type: 'boolean', default: false }, factor: { type: 'string', default: '2' } },
      allowPositionals: true,
    });
    const factor = Number(values.factor);
    if (!(factor >= 1 && Number.isFinite(factor))) throw new Error(`--factor ${values.factor} is no factor.`);
    return { names: positionals, json: values.json, factor };
  } catch (error) {
    const [problem = ''] = (error as Error).message.split('\n');
    throw new CallError(
      problem,
      'Call it as `npm run evidence [lab[/experiment]…] -- [--json] [--factor 2]`: a ratio may move by the factor, 1 or more.',
    );
  }
}

const filesOf = (names: string[]): ExperimentFile[] =>
  (names.length > 0 ? names : findLabs(project.labs).map(({ name }) => name)).flatMap((name) =>
    findExperiments(project.labs, name),
  );

function readRecorded(name: string, file: ExperimentFile): Evidence {
  const path = evidencePath(file);
  if (!existsSync(path)) {
    throw new CallError(
      `The experiment ${name} has no recorded evidence.`,
      `Record it first: npm run lab ${name} -- --yes --record`,
    );
  }
  return v.parse(evidenceSchema, JSON.parse(readFileSync(path, 'utf8')));
}
