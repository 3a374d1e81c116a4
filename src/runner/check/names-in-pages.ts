import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parsePage } from '../../plugins/citations/parse-page.ts';
import { dictionary } from '../../plugins/references/dictionary.ts';
import { type JsxElement, walk } from '../../plugins/references/mdx-tree.ts';
import { AuthorError } from '../../plugins/references/problem.ts';
import { takeAttributes } from '../../plugins/references/take-attributes.ts';
import type { Content, Finding } from './finding.ts';

/** Every name that a page writes means something: what the build would refuse, without a build. */
export async function checkNamesInPages({ docs, root }: Content): Promise<Finding[]> {
  const pages = readdirSync(docs, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.mdx'),
  );
  const findings: Finding[] = [];
  for (const path of pages.sort()) findings.push(...(await checkPage(join(docs, path), root)));
  return findings;
}

async function checkPage(page: string, root: string): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const element of elementsOf(page, root)) {
    try {
      await resolve(element, page, root);
    } catch (error) {
      if (!(error instanceof AuthorError)) throw error;
      const { problem, remedy } = error;
      findings.push({ where: `${page}:${element.position?.start.line ?? 1}`, problem, remedy });
    }
  }
  return findings;
}

/** The JSX elements of a page; none of one that is no MDX, which the law of prose tells. */
function elementsOf(page: string, root: string): JsxElement[] {
  try {
    return [...walk(parsePage(readFileSync(page, 'utf8'), relative(root, page)).tree)];
  } catch (error) {
    if (error instanceof AuthorError) return [];
    throw error;
  }
}

/** Finds the data of an element as the build does, and lets it go. */
async function resolve(element: JsxElement, page: string, root: string): Promise<void> {
  const kind = element.name ? dictionary[element.name] : undefined;
  if (!kind) return;
  // What is taken is gone, and other laws read the same page.
  const attributes = takeAttributes({ ...element }, kind);
  const file = kind.locate(attributes, { root, page });
  const read = (path: string) => readFileSync(path, 'utf8');
  const list = (folder: string) => readdirSync(folder, { recursive: true, encoding: 'utf8' });
  await kind.cut(read(file), attributes, { root, page, file, read, list });
}
