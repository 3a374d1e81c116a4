import { existsSync } from 'node:fs';
import { copyFile, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { LoadContext, Plugin } from '@docusaurus/types';
import { disputeAddress } from '#content/dispute-address.ts';
import type { ListedRun } from '#content/listed-run.ts';
import { highlight, languageOf } from '../code/highlight.ts';
import { buildOnly } from '../light/build-only.ts';
import { locateEvidence, parseEvidence, recordedExperiments } from '../references/evidence-file.ts';
import { saidOfAws } from '../references/on-aws-file.ts';
import { routePath } from '../site-address/route-path.ts';
import { citedBy } from './cited-by.ts';
import { runHtml } from './run-html.ts';
import { sourceFiles } from './source-files.ts';

/**
 * Makes a page for every recorded run, with the run itself beside it as JSON, and a list of them: what any number leads to.
 * A page is long and nothing in it changes, so a browser gets it as HTML only.
 */
export function runPages({ siteDir, generatedFilesDir, baseUrl, siteConfig }: LoadContext): Plugin<unknown> {
  const folder = join(generatedFilesDir, 'runs');
  const repository = siteConfig.customFields?.repository as string | undefined;
  const rawFile = (experiment: string) => join('runs', `${experiment}.json`);

  async function page(experiment: string, citing: ReturnType<typeof citedBy>): Promise<[ListedRun, string]> {
    const file = locateEvidence(experiment, { root: siteDir });
    const evidence = parseEvidence(await readFile(file, 'utf8'), file);
    const aws = file.replace(/\.local\.json$/, '.aws.json');
    const onAws = existsSync(aws) ? parseEvidence(await readFile(aws, 'utf8'), aws) : undefined;
    const sources = sourceFiles(siteDir, experiment).map(async ({ path, text }) => ({
      path,
      code: await highlight(text, languageOf(path)),
    }));
    const links = {
      onAws,
      saidOfAws: saidOfAws(experiment, siteDir),
      raw: `${baseUrl}runs/${experiment}.json`,
      rawBytes: (await stat(file)).size,
      citedBy: (citing.get(experiment) ?? []).map(({ title, path }) => ({
        title,
        href: routePath(baseUrl, path),
      })),
      inRepository: (path: string) => repository && `${repository}/blob/main/${path}`,
      dispute: (claim: string) => repository && disputeAddress(repository, `${experiment}/${claim}`),
    };
    const { question, recordedAt, durationSeconds: seconds, repetitions, claims } = evidence;
    const listed = {
      experiment,
      question,
      recordedAt,
      seconds,
      repetitions,
      variants: evidence.variants.length,
      claims: claims.length,
    };
    return [listed, runHtml(evidence, links, await Promise.all(sources))];
  }

  let runs: ListedRun[] = [];
  return {
    name: 'run-pages',
    getPathsToWatch: () => [
      `${siteDir}/labs/*/evidence/*.{aws,local}.json`,
      `${siteDir}/labs/*/on-aws.yaml`,
      `${siteDir}/labs/**/*.ts`,
    ],
    async loadContent() {
      const experiments = recordedExperiments(siteDir);
      const citing = citedBy(siteDir, experiments);
      const made = await Promise.all(experiments.map((experiment) => page(experiment, citing)));
      await mkdir(folder, { recursive: true });
      const sheets = Object.fromEntries(made.map(([{ experiment }, html]) => [experiment, html]));
      await writeFile(join(folder, 'sheets.js'), `export default ${JSON.stringify(sheets)};\n`);
      runs = made.map(([listed]) => listed);
    },
    async contentLoaded({ actions }) {
      const list = await actions.createData('runs.json', JSON.stringify(runs));
      const page = (path: string, exact: boolean) =>
        actions.addRoute({
          path: routePath(baseUrl, path),
          component: '@site/src/components/runs/RunsPage.tsx',
          modules: { runs: list },
          exact,
        });
      // In a browser this one route serves them all: the others are for the build (without-card-routes.ts).
      page('/runs/', false);
      for (const { experiment } of runs) page(`/runs/${experiment}/`, true);
    },
    configureWebpack: buildOnly(siteDir, { '@runs/sheets': join(folder, 'sheets.js') }),
    async postBuild({ outDir }) {
      for (const { experiment } of runs) {
        const to = join(outDir, rawFile(experiment));
        await mkdir(dirname(to), { recursive: true });
        await copyFile(locateEvidence(experiment, { root: siteDir }), to);
      }
    },
  };
}
