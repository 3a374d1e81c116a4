import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { parsePage } from '../../plugins/citations/parse-page.ts';
import { type MdxNode, walk } from '../../plugins/references/mdx-tree.ts';
import { AuthorError } from '../../plugins/references/problem.ts';
import type { Content, Finding } from './finding.ts';

/** Words that a lesson may have; a number from a run or a fact counts as two. */
const mostWords = 1500;
/** How fast an answer is spoken. */
const spokenPerMinute = 130;
/** Seconds that the answer to a conceptual question may take. */
const mostConceptualSeconds = 75;

const numbers = ['Fact', 'Measured', 'Parameter'];

/** No lesson is longer than a sitting, and no answer longer than the time that the interview gives for it. */
export function checkLengths({ docs, root }: Content): Finding[] {
  return readdirSync(docs, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.mdx'))
    .sort()
    .flatMap((path) => {
      const file = join(docs, path);
      try {
        const { frontMatter, tree } = parsePage(readFileSync(file, 'utf8'), relative(root, file));
        if (frontMatter.kind === 'open') return answerFindings(file, frontMatter, tree);
        return isLesson(path) ? lessonFindings(file, tree) : [];
      } catch (error) {
        // A page that is no MDX is the finding of another law.
        if (!(error instanceof AuthorError)) throw error;
        return [];
      }
    });
}

const isLesson = (path: string) => path.split(sep).length === 3 && path.endsWith(`${sep}index.mdx`);

function lessonFindings(where: string, tree: MdxNode): Finding[] {
  const words = countSpoken(tree);
  if (words <= mostWords) return [];
  return [
    {
      where,
      problem: `The lesson has ${words} words, more than ${mostWords}.`,
      remedy: 'Keep one mechanism and one number, and refer to other lessons for the rest.',
    },
  ];
}

function answerFindings(where: string, frontMatter: Record<string, unknown>, tree: MdxNode): Finding[] {
  const target = Number(frontMatter.targetSeconds);
  const most = frontMatter.group === 'conceptual' ? Math.min(target, mostConceptualSeconds) : target;
  const [great] = [...walk(tree)].filter(({ name }) => name === 'GreatAnswer');
  const quotes = (great?.children ?? []).filter(({ type }) => type === 'blockquote');
  const seconds = Math.floor(
    (quotes.reduce((sum, each) => sum + countSpoken(each), 0) / spokenPerMinute) * 60,
  );
  if (seconds <= most) return [];
  return [
    {
      where,
      problem: `The great answer takes ${seconds} seconds to say, more than ${most}.`,
      remedy: 'Lead with the mechanism and one calculation; move the rest below the answer.',
    },
  ];
}

/** Words as they are read aloud: text, and two for each number that stands in it by name. */
function countSpoken(node: MdxNode): number {
  if (numbers.includes(node.name ?? '')) return 2;
  if (node.type === 'code' || node.type === 'mdxjsEsm') return 0;
  const own = node.type === 'text' || node.type === 'inlineCode' ? String(node.value ?? '') : '';
  const words = own.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  return (node.children ?? []).reduce((sum, child) => sum + countSpoken(child), words);
}
