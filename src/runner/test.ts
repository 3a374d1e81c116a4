import { existsSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { project } from './project.ts';
import { affectedBy, leftOutLines } from './test/affected.ts';
import { changedFiles } from './test/changed-files.ts';
import { Dependencies } from './test/dependencies.ts';
import { readTestFlags } from './test/flags.ts';
import { runStages } from './test/run-stages.ts';
import { hasFailed, type StageResult } from './test/stage.ts';
import { logOf } from './test/stage-log.ts';
import { type StageName, stageNames, stagesOf } from './test/stages.ts';
import { summary } from './test/summary.ts';
import { findTestFiles } from './test/test-files.ts';

/**
 * `test [stage…] [--changed]`: everything that must hold, or these stages, or what a change can affect. Gives 1 when
 * something failed, after all that can run has run.
 */
export async function test(args: string[], signal: AbortSignal): Promise<number> {
  const { changed, stages: named } = readTestFlags(args);
  const all = findTestFiles();
  const affected = changed
    ? affectedBy(changedFiles(project.root), all, new Dependencies(project.root))
    : undefined;
  const chosen = withNeeded(affected?.stages ?? (named.length > 0 ? named : [...stageNames]));
  const stages = stagesOf(affected?.files ?? all).filter(({ name }) => chosen.some((each) => each === name));
  const leftOut = affected ? leftOutLines(affected, all) : [];
  for (const line of leftOut) console.log(line);
  const results = await runStages(stages, {
    cores: availableParallelism(),
    signal,
    now: () => performance.now(),
    onStart({ name }) {
      rmSync(logOf(name), { force: true });
      console.log(`… ${name}`);
    },
    onEnd: report,
  });
  console.log(`\n${summary(results, leftOut).join('\n')}`);
  return results.some(hasFailed) ? 1 : 0;
}

/** The browser tests look at the built site. */
const withNeeded = (stages: StageName[]): StageName[] =>
  stages.includes('browser') ? [...new Set<StageName>([...stages, 'site'])] : stages;

/** A stage that went well is one line; of another, all that it wrote. What either wrote stays in its log. */
function report(result: StageResult): void {
  const { stage, seconds } = result;
  const time = `${seconds.toFixed(1)} s`;
  if (!hasFailed(result)) console.log(`✓ ${stage.name}, ${time}`);
  else if (!existsSync(logOf(stage.name))) console.log(`✗ ${stage.name}, ${time}`);
  else console.log(`\n✗ ${stage.name}, ${time}. It wrote:\n\n${readFileSync(logOf(stage.name), 'utf8')}`);
}
