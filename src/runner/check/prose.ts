import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parsePage } from '../../plugins/citations/parse-page.ts';
import type { MdxNode } from '../../plugins/references/mdx-tree.ts';
import { AuthorError } from '../../plugins/references/problem.ts';
import type { Content, Finding } from './finding.ts';
import { findQuantities } from './prose/quantities.ts';

const remedy =
  'Write <Measured …/> for what a run measured, <Parameter …/> for what it set, <Fact …/> for what AWS sets, <Assumed>…</Assumed> for what you make up, or a word.';

/** No page types a quantity into its prose: front matter, code and `<Assumed>` may have them. */
export function checkProse({ docs, root }: Content): Finding[] {
  return readdirSync(docs, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.mdx'))
    .sort()
    .map((path) => join(docs, path))
    .flatMap((file) => checkPage(file, relative(root, file)));
}

function checkPage(file: string, path: string): Finding[] {
  try {
    const { tree } = parsePage(readFileSync(file, 'utf8'), path);
    return [...proseOf(tree)].flatMap(({ value, position }) => {
      const text = String(value);
      return findQuantities(text).map((quantity) => {
        const line = (position?.start.line ?? 1) + (text.slice(0, quantity.index).match(/\n/g)?.length ?? 0);
        return { where: `${file}:${line}`, problem: `“${quantity.text}” is typed into the prose.`, remedy };
      });
    });
  } catch (error) {
    if (!(error instanceof AuthorError)) throw error;
    return [{ where: file, problem: error.problem, remedy: error.remedy }];
  }
}

/** The texts that a reader takes for prose. */
function* proseOf(node: MdxNode): Generator<MdxNode> {
  if (node.type === 'text') yield node;
  if (node.name === 'Assumed') return;
  for (const child of node.children ?? []) yield* proseOf(child);
}
