import { siteInputs } from '../build-site.ts';
import type { Dependencies } from './dependencies.ts';
import { type StageName, stageNames } from './stages.ts';
import type { TestFiles } from './test-files.ts';

/** What a change can affect: stages, and of those that run test files these. */
export interface Affected {
  stages: StageName[];
  files: TestFiles;
}

/** Whatever runs is made of these. */
const everywhere = /^(package(-lock)?\.json|tsconfig[^/]*\.json|\.ci\/.*|scripts\/(?!.*\.test\.).*)$/;
/** Read by people only, and by the lint. */
const onlyRead = /^[A-Z]+(\.md)?$/;
/** What the pages of the site are checked for, besides the site. */
const browserTests = /^(tests\/support\/|playwright\.config\.ts)/;

/** The part of all tests that changed files can affect, by what imports them and what reads them. */
export function affectedBy(changed: readonly string[], all: TestFiles, dependencies: Dependencies): Affected {
  if (changed.some((file) => everywhere.test(file))) return { stages: [...stageNames], files: all };
  const set = new Set(changed.filter((file) => !onlyRead.test(file)));
  const touches = (file: string) => dependencies.isAffected(file, set);
  const below = (folders: readonly string[]) =>
    [...set].some((file) => folders.some((folder) => file === folder || file.startsWith(`${folder}/`)));

  const site = below(siteInputs.filter((each) => each !== 'src')) || below(siteSources);
  const wholeBrowser = site || [...set].some((file) => browserTests.test(file));
  const files: TestFiles = {
    unit: all.unit.filter(touches),
    guides: all.guides.filter(touches),
    measured: all.measured.filter(touches),
    browser: wholeBrowser ? all.browser : all.browser.filter(touches),
  };
  const runs: Record<StageName, boolean> = {
    unit: files.unit.length > 0,
    guides: files.guides.length > 0,
    types: changed.length > 0,
    lint: changed.length > 0,
    content: below(['docs', 'labs', 'src/content']) || touches('src/runner/check.ts'),
    site,
    measured: files.measured.length > 0,
    browser: files.browser.length > 0,
  };
  return { stages: stageNames.filter((name) => runs[name]), files };
}

/** Folders of src that pages are made of. */
const siteSources = ['components', 'content', 'css', 'pages', 'plugins', 'theme'].map(
  (name) => `src/${name}`,
);

/** What was left out of all that `npm test` runs. */
export function leftOutLines({ stages, files }: Affected, all: TestFiles): string[] {
  const left = stageNames.filter((name) => !stages.includes(name));
  const kinds = ['unit', 'measured', 'browser'] as const;
  const fewer = kinds
    .filter((kind) => stages.includes(kind) && files[kind].length < all[kind].length)
    .map((kind) => `${all[kind].length - files[kind].length} of ${all[kind].length} files of ${kind}`);
  const parts = [...left, ...fewer];
  return parts.length === 0
    ? ['Nothing was left out: the change can affect everything.']
    : [`Left out, as the change cannot affect it: ${parts.join(', ')}. \`npm test\` runs all.`];
}
