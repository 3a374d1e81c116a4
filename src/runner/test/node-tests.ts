import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { project } from '../project.ts';
import type { EndedTest } from './results-reporter.ts';
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
  /** How many files run side by side. */
  sideBySide: number;
}

/** Runs test files with `node --test`. */
export async function runNodeTests(
  { name, command, files, sideBySide }: NodeTests,
  signal: AbortSignal,
): Promise<Outcome> {
  if (files.length === 0) return { passed: 0, failures: [] };
  const results = `${logOf(name)}.results`;
  const reporters = [
    ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
    ...[`--test-reporter=${reporter}`, `--test-reporter-destination=${results}`],
  ];
  const args = ['--test', `--test-concurrency=${sideBySide}`, ...reporters, ...files];
  const captured = await runCaptured(process.execPath, args, {
    log: logOf(name),
    signal,
    // Each file is a process that loads much the same: compiled once, it is there in half the time.
    env: { NODE_COMPILE_CACHE: join(project.cache, 'compile') },
  });
  const ended = existsSync(results) ? endedTests(readFileSync(results, 'utf8')) : [];
  return outcomeOfProgram(captured, command, {
    passed: ended.filter(({ passed }) => passed).length,
    failures: ended
      .filter(({ passed }) => !passed)
      .map((each) => ({
        name: each.name,
        command: `npx node --test '${relative(project.root, each.file)}'`,
      })),
  });
}

const endedTests = (lines: string): EndedTest[] =>
  lines
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
