import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { project } from '../project.ts';
import { type EndedTest, lastLine } from './results-reporter.ts';
import { runCaptured } from './run-captured.ts';
import type { Outcome } from './stage.ts';
import { logOf, outcomeOfProgram } from './stage-log.ts';

/** No test is silent for as long as this; what one leaves open keeps its process for ever. */
const silentMs = 600_000;

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
  /**
   * Set where those beside a process may disturb it: what it writes when it was disturbed too much to tell. Once all have
   * ended, what could not tell and what failed runs again, alone, and that counts.
   */
  unsure?: RegExp;
}

/** Runs test files with `node --test`. */
export async function runNodeTests(
  { name, command, files, filesInProcess, sideBySide, unsure }: NodeTests,
  signal: AbortSignal,
): Promise<Outcome> {
  rmSync(logOf(name), { force: true });
  // The last come first: those of the commands, which wait longest for programs that they start.
  const groups = inGroups(files, filesInProcess).reverse();
  const waiting = groups.entries();
  const ended: Ended[] = [];
  const run = async (index: number, group: string[]) => {
    ended[index] = await runGroup({ name, part: `${name}.${index}`, command, group }, signal);
  };
  const worker = async () => {
    for (const [index, group] of waiting) await run(index, group);
  };
  await Promise.all(Array.from({ length: sideBySide }, worker));
  const disturbed = ({ outcome, output }: Ended) =>
    sideBySide > 1 && unsure !== undefined && (outcome.failures.length > 0 || unsure.test(output));
  const again = [...groups.entries()].filter(([index]) => disturbed(ended[index] as Ended));
  for (const [index, group] of again) {
    if (signal.aborted) break;
    appendFileSync(logOf(name), `\nAgain, with nothing beside it: ${group.join(', ')}\n\n`);
    await run(index, group);
  }
  const outcomes = ended.map(({ outcome }) => outcome);
  return {
    passed: outcomes.reduce((sum, { passed }) => sum + passed, 0),
    failures: outcomes.flatMap(({ failures }) => failures),
    ...(again.length > 0 && { again: again.flatMap(([, group]) => group) }),
  };
}

interface Group {
  name: string;
  /** Names this group's own log until it has ended. */
  part: string;
  command: string;
  group: string[];
}

/** What came of a group, and what it wrote. */
interface Ended {
  outcome: Outcome;
  output: string;
}

async function runGroup({ name, part, command, group }: Group, signal: AbortSignal): Promise<Ended> {
  const results = `${logOf(part)}.results`;
  rmSync(results, { force: true });
  const reporters = [
    ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
    ...[`--test-reporter=${reporter}`, `--test-reporter-destination=${results}`],
  ];
  const captured = await runCaptured(
    process.execPath,
    ['--test', '--test-isolation=none', ...reporters, ...group],
    { log: logOf(part), signal, silentMs },
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
  const { output } = captured;
  if (whole) return { outcome: outcomeOfProgram(captured, command, counted), output };
  // A process that a test ends has not run what came after it, with whatever status.
  const failure = {
    name: `It ended before its last test, with status ${captured.status}.`,
    command: `npx node --test ${group.map((file) => `'${file}'`).join(' ')}`,
  };
  return { outcome: { ...counted, failures: [...counted.failures, failure] }, output };
}

const inGroups = (files: string[], size: number): string[][] =>
  Array.from({ length: Math.ceil(files.length / size) }, (_, index) =>
    files.slice(index * size, (index + 1) * size),
  );
