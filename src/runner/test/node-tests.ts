import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { project } from '../project.ts';
import { type EndedTest, lastLine } from './results-reporter.ts';
import { runCaptured } from './run-captured.ts';
import type { Outcome } from './stage.ts';
import { logOf, outcomeOfProgram } from './stage-log.ts';

const reporter = pathToFileURL(join(import.meta.dirname, 'results-reporter.ts')).href;

interface NodeTests {
  /** Of the stage. */
  name: string;
  /** Runs the whole stage. */
  command: string;
  /** Relative to the project. */
  files: string[];
  /**
   * How many files share a process, one after the other. What they import is loaded once for all of them: that takes
   * most of the time of most files.
   */
  filesInProcess: number;
  /** How many processes run side by side. */
  sideBySide: number;
}

/** Runs test files with `node --test`. */
export async function runNodeTests(
  { name, command, files, filesInProcess, sideBySide }: NodeTests,
  signal: AbortSignal,
): Promise<Outcome> {
  rmSync(logOf(name), { force: true });
  // The last come first: those of the commands, which wait longest for programs that they start.
  const groups = inGroups(files, filesInProcess).reverse();
  const waiting = groups.entries();
  const outcomes: Outcome[] = [];
  const worker = async () => {
    for (const [index, group] of waiting)
      outcomes[index] = await runGroup({ name, part: `${name}.${index}`, command, group }, signal);
  };
  await Promise.all(Array.from({ length: sideBySide }, worker));
  return {
    passed: outcomes.reduce((sum, { passed }) => sum + passed, 0),
    failures: outcomes.flatMap(({ failures }) => failures),
  };
}

interface Group {
  name: string;
  /** Names this group's own log until it has ended. */
  part: string;
  command: string;
  group: string[];
}

async function runGroup({ name, part, command, group }: Group, signal: AbortSignal): Promise<Outcome> {
  const results = `${logOf(part)}.results`;
  rmSync(results, { force: true });
  const reporters = [
    ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
    ...[`--test-reporter=${reporter}`, `--test-reporter-destination=${results}`],
  ];
  const captured = await runCaptured(
    process.execPath,
    ['--test', '--test-isolation=none', ...reporters, ...group],
    // The processes load much the same: compiled once, it is there in half the time.
    { log: logOf(part), signal, env: { NODE_COMPILE_CACHE: join(project.cache, 'compile') } },
  );
  // Whole, not line by line: what runs beside it writes too.
  appendFileSync(logOf(name), captured.output);
  rmSync(logOf(part), { force: true });
  const lines = existsSync(results) ? readFileSync(results, 'utf8').split('\n').filter(Boolean) : [];
  rmSync(results, { force: true });
  const whole = lines.at(-1) === lastLine;
  const ended: EndedTest[] = lines.filter((line) => line !== lastLine).map((line) => JSON.parse(line));
  const counted: Outcome = {
    passed: ended.filter(({ passed }) => passed).length,
    failures: ended
      .filter(({ passed }) => !passed)
      .map((each) => ({
        name: each.name,
        command: `npx node --test '${relative(project.root, each.file)}'`,
      })),
  };
  if (whole) return outcomeOfProgram(captured, command, counted);
  // A process that a test ends has not run what came after it, with whatever status.
  const failure = {
    name: `It ended before its last test, with status ${captured.status}.`,
    command: `npx node --test ${group.map((file) => `'${file}'`).join(' ')}`,
  };
  return { ...counted, failures: [...counted.failures, failure] };
}

const inGroups = (files: string[], size: number): string[][] =>
  Array.from({ length: Math.ceil(files.length / size) }, (_, index) =>
    files.slice(index * size, (index + 1) * size),
  );
