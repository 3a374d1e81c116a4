import { existsSync, readFileSync, rmSync } from 'node:fs';
import { findChromium } from '../chromium.ts';
import { runCaptured } from './run-captured.ts';
import type { Failure, Outcome } from './stage.ts';
import { logOf, outcomeOfProgram } from './stage-log.ts';

/** What we read of Playwright's JSON report. */
interface ReportedSuite {
  file: string;
  specs?: { title: string; file: string; ok: boolean; tests: { status: string }[] }[];
  suites?: ReportedSuite[];
}

/** Runs the browser tests with Playwright: all of them, or some files. */
export async function runBrowserTests(
  { command, files }: { command: string; files: string[] },
  signal: AbortSignal,
): Promise<Outcome> {
  const CHROMIUM_PATH = await findChromium();
  const results = `${logOf('browser')}.results`;
  rmSync(results, { force: true });
  const captured = await runCaptured('playwright', ['test', '--reporter=list,json', ...files], {
    log: logOf('browser'),
    signal,
    env: { CHROMIUM_PATH, PLAYWRIGHT_JSON_OUTPUT_FILE: results },
  });
  const report = existsSync(results) ? JSON.parse(readFileSync(results, 'utf8')) : { suites: [] };
  return outcomeOfProgram(captured, command, reportedOutcome(report.suites));
}

/** The outcome of a report; a test that was not run, for one before it failed, counts on neither side. */
export function reportedOutcome(suites: ReportedSuite[]): Outcome {
  const specs = suites.flatMap(specsOf);
  const failures: Failure[] = specs
    .filter(({ ok }) => !ok)
    .map(({ title, file }) => ({ name: title, command: `npx playwright test tests/${file}` }));
  const passed = specs.filter(({ ok, tests }) => ok && tests.some(({ status }) => status !== 'skipped'));
  return { passed: passed.length, failures };
}

const specsOf = (suite: ReportedSuite): NonNullable<ReportedSuite['specs']> => [
  ...(suite.specs ?? []),
  ...(suite.suites ?? []).flatMap(specsOf),
];
