import { pad } from '../terminal/text.ts';
import { hasFailed, type StageResult } from './stage.ts';

/** What `npm test` ends with: each stage with its time, what failed and how to run just that, and the sum. */
export function summary(results: readonly StageResult[], leftOut: readonly string[] = []): string[] {
  const names = Math.max(...results.map(({ stage }) => stage.name.length), 0);
  const stages = results.map((result) => {
    const { stage, seconds } = result;
    const mark = hasFailed(result) ? '✗' : '✓';
    return `${mark} ${pad(stage.name, names)} ${pad(seconds.toFixed(1), 7, 'right')} s  ${countsOf(result)}`;
  });
  const failures = results.filter(hasFailed).flatMap((result) => ['', ...failuresOf(result)]);
  const passed = sum(results.map((each) => ('outcome' in each ? each.outcome.passed : 0)));
  const failed = sum(results.map((each) => ('outcome' in each ? each.outcome.failures.length : 0)));
  const notRun = results.filter((each) => !('outcome' in each)).map(({ stage }) => stage.name);
  return [
    ...stages,
    ...failures,
    '',
    ...leftOut,
    ...(notRun.length > 0 ? [`Not run: ${notRun.join(', ')}`] : []),
    `${passed} passed, ${failed} failed`,
  ];
}

function countsOf(result: StageResult): string {
  if (!('outcome' in result)) return `not run, for ${result.lacks.join(' and ')} failed`;
  const { passed, failures, again = [] } = result.outcome;
  const alone = again.length > 0 ? `; run again alone: ${again.join(', ')}` : '';
  return `${passed} passed, ${failures.length} failed${alone}`;
}

function failuresOf(result: StageResult): string[] {
  const { stage } = result;
  if (!('outcome' in result)) return [`${stage.name} was not run. Once it can be: ${stage.command}`];
  const byCommand = Object.groupBy(result.outcome.failures, ({ command }) => command);
  return [
    `Failed in ${stage.name}, all of it again: ${stage.command}`,
    ...Object.entries(byCommand).flatMap(([command, failures = []]) => [
      ...failures.map(({ name }) => `  ✗ ${name}`),
      ...(command === stage.command ? [] : [`    ${command}`]),
    ]),
  ];
}

const sum = (numbers: number[]) => numbers.reduce((total, each) => total + each, 0);
