import { globSync } from 'node:fs';
import { sep } from 'node:path';
import { project } from '../project.ts';

/** The files of tests by stage, relative to the project, with `/`. */
export interface TestFiles {
  unit: string[];
  guides: string[];
  /** They compare what they measure: nothing beside them but one of their own. */
  measured: string[];
  browser: string[];
}

/** Every test file of the project. */
export function findTestFiles(): TestFiles {
  const measured = find('labs/**/*.broken.test.ts', 'src/**/*.measured.test.ts');
  const guides = ['src/runner/guides.test.ts'];
  const others = new Set([...measured, ...guides]);
  const unit = find('src/**/*.test.ts', 'labs/**/*.test.ts', 'scripts/**/*.test.mjs');
  return {
    unit: unit.filter((file) => !others.has(file)),
    guides,
    measured: measured.toSorted((one, other) => secondsOf(one) - secondsOf(other)),
    browser: find('tests/*.spec.ts'),
  };
}

/**
 * About how long measured files take that take longer than others. The last of a stage's files come first, so the longest
 * do, and what runs side by side ends together.
 */
const longMeasured: Record<string, number> = {
  'src/runner/incident/incidents.measured.test.ts': 30,
  'labs/two-paths/first-order.broken.test.ts': 15,
  'labs/sensor-stream/what-it-costs.broken.test.ts': 13,
  'src/runner/lab/endpoint/endpoint-place.measured.test.ts': 13,
  'src/runner/repair/repairs.measured.test.ts': 11,
};
const secondsOf = (file: string): number => longMeasured[file] ?? 5;

const find = (...patterns: string[]): string[] =>
  globSync(patterns, { cwd: project.root })
    .map((file) => file.split(sep).join('/'))
    .sort();
