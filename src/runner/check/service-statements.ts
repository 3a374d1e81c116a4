import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parsePage } from '../../plugins/citations/parse-page.ts';
import type { MdxNode } from '../../plugins/references/mdx-tree.ts';
import { AuthorError } from '../../plugins/references/problem.ts';
import type { Content, Finding } from './finding.ts';
import { serviceSentences } from './service-words.ts';

/** What a statement can rest on: a dated fact, a run, or a verdict, which has one of the two behind it. */
const backings = ['Fact', 'Claim', 'Cost', 'Measured', 'Parameter', 'Verdict'];
/** Parts that repeat what is backed elsewhere, or that quote others. */
const apart = ['Hook', 'Outcomes', 'Recap', 'AverageAnswer', 'Assumed'];

/**
 * Every paragraph, list item or row of a table that says what a service of AWS does names the fact or the run that it
 * rests on; a claim that stands right before or after it counts.
 */
export function checkServiceStatements({ docs, root }: Content): Finding[] {
  return readdirSync(docs, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.mdx'))
    .sort()
    .map((path) => join(docs, path))
    .flatMap((file) => {
      try {
        const { tree } = parsePage(readFileSync(file, 'utf8'), relative(root, file));
        return [...unbacked(tree)].map(({ line, sentence }) => ({
          where: `${file}:${line}`,
          problem: `“${sentence}” says what a service of AWS does, and nothing beside it backs that.`,
          remedy: 'Put the <Fact …/> or the <Claim …/> that it rests on into the paragraph, or say less.',
        }));
      } catch (error) {
        // A page that is no MDX is the finding of another law.
        if (!(error instanceof AuthorError)) throw error;
        return [];
      }
    });
}

function* unbacked(node: MdxNode): Generator<{ line: number; sentence: string }> {
  if (apart.includes(node.name ?? '')) return;
  const children = node.children ?? [];
  for (const [at, child] of children.entries()) {
    if (child.type !== 'paragraph' && child.type !== 'tableRow') {
      yield* unbacked(child);
      continue;
    }
    if ([child, children[at - 1], children[at + 1]].some((each, n) => each && isBacked(each, n > 0)))
      continue;
    for (const sentence of serviceSentences(textOf(child), '|'))
      yield { line: child.position?.start.line ?? 1, sentence };
  }
}

/** Whether a block holds a backing; of its neighbours only a claim counts. */
function isBacked(node: MdxNode, neighbour: boolean): boolean {
  if (neighbour) return node.name === 'Claim';
  return backings.includes(node.name ?? '') || (node.children ?? []).some((each) => isBacked(each, false));
}

const textOf = (node: MdxNode): string =>
  node.type === 'text' || node.type === 'inlineCode'
    ? String(node.value).replace(/\n/g, ' ')
    : (node.children ?? []).map(textOf).join(node.type === 'tableRow' ? ' | ' : '');
