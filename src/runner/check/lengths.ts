import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { parse } from 'yaml';
import { parsePage } from '../../plugins/citations/parse-page.ts';
import { type JsxElement, type MdxNode, walk } from '../../plugins/references/mdx-tree.ts';
import { AuthorError } from '../../plugins/references/problem.ts';
import { evidencePath, findExperiments, findLabs } from '../labs.ts';
import type { Content, Finding } from './finding.ts';

/**
 * Words that somebody who reads a lesson reads, with the statements of its claims, the values of its facts and the
 * prompts of its predictions; a number of a run and a verdict count as two.
 */
const mostWords = 1500;
/** How fast an answer is spoken. */
const spokenPerMinute = 130;
/** Seconds that the answer to a conceptual question may take. */
const mostConceptualSeconds = 75;

const numbers = ['Cost', 'Fact', 'Measured', 'Parameter'];

/** No lesson is longer than a sitting, and no answer longer than the time that the interview gives for it. */
export function checkLengths({ docs, root, labs, facts }: Content): Finding[] {
  const shown = shownTexts(labs, facts);
  return readdirSync(docs, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.mdx'))
    .sort()
    .flatMap((path) => {
      const file = join(docs, path);
      try {
        const { frontMatter, tree } = parsePage(readFileSync(file, 'utf8'), relative(root, file));
        if (frontMatter.kind === 'open') return answerFindings(file, frontMatter, tree);
        return isLesson(path) ? lessonFindings(file, tree, shown) : [];
      } catch (error) {
        // A page that is no MDX is the finding of another law.
        if (!(error instanceof AuthorError)) throw error;
        return [];
      }
    });
}

const isLesson = (path: string) => path.split(sep).length === 3 && path.endsWith(`${sep}index.mdx`);

function lessonFindings(where: string, tree: MdxNode, shown: (node: JsxElement) => string): Finding[] {
  const words = countRead(tree, shown);
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
  const seconds = Math.floor((sum(quotes, countSpoken) / spokenPerMinute) * 60);
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
  if (isNoProse(node)) return 0;
  return countText(ownText(node)) + sum(node.children, countSpoken);
}

/** Words as they are read on the page: what is written, and what the names in it show. */
function countRead(node: MdxNode, shown: (node: JsxElement) => string): number {
  if (['Cost', 'Measured', 'Parameter', 'Verdict'].includes(node.name ?? '')) return 2;
  if (['Fact', 'Claim', 'Predict'].includes(node.name ?? '')) return countText(shown(node as JsxElement));
  if (isNoProse(node)) return 0;
  return countText(ownText(node)) + sum(node.children, (child) => countRead(child, shown));
}

const isNoProse = ({ type }: MdxNode) => ['code', 'mdxjsEsm', 'yaml'].includes(type);

const ownText = ({ type, value }: MdxNode) =>
  type === 'text' || type === 'inlineCode' ? String(value ?? '') : '';

const countText = (text: string) => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

const sum = (nodes: MdxNode[] | undefined, count: (node: MdxNode) => number): number =>
  (nodes ?? []).reduce((total, node) => total + count(node), 0);

/** Gives the text that a `<Fact>`, a `<Claim>` or a `<Predict>` shows; of a wrong id nothing, which other laws find. */
function shownTexts(labs: string, facts: string): (node: JsxElement) => string {
  const texts = new Map<string, string>();
  for (const file of readdirSync(facts).filter((name) => name.endsWith('.yaml'))) {
    const { value, unit } = parse(readFileSync(join(facts, file), 'utf8')) as {
      value: unknown;
      unit?: string;
    };
    texts.set(file.slice(0, -'.yaml'.length), `${value} ${unit ?? ''}`);
  }
  for (const { name } of findLabs(labs)) {
    for (const experiment of findExperiments(labs, name)) {
      if (!existsSync(evidencePath(experiment))) continue;
      const { claims } = JSON.parse(readFileSync(evidencePath(experiment), 'utf8')) as {
        claims: { id: string; statement: string }[];
      };
      for (const { id, statement } of claims) texts.set(`${name}/${experiment.name}/${id}`, statement);
    }
  }
  return ({ attributes }) => {
    const attribute = (name: string) => String(attributes.find((each) => each.name === name)?.value ?? '');
    return attribute('prompt') || (texts.get(attribute('id')) ?? '');
  };
}
