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
    measured,
    browser: find('tests/*.spec.ts'),
  };
}

const find = (...patterns: string[]): string[] =>
  globSync(patterns, { cwd: project.root })
    .map((file) => file.split(sep).join('/'))
    .sort();
