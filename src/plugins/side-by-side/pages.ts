import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { parse as parseYamlText } from 'yaml';
import { type ParsedPage, parsePage } from '../citations/parse-page.ts';
import { type GroundedSentence, groundedSentences, type Named } from './sentences.ts';

/** A page or a recall card with the sentences in it that rest on something. */
export interface CheckedFile {
  /** From the root of the project, with forward slashes. */
  path: string;
  title: string;
  sentences: GroundedSentence[];
}

/** Every page of docs/ by its path, parsed. */
export function readPages(root: string): Map<string, ParsedPage> {
  return new Map(
    filesOf(root, /\.mdx$/).map((path) => [path, parsePage(readFileSync(join(root, path), 'utf8'), path)]),
  );
}

/** Every page and every recall card in which something is claimed, in the order of the files. */
export function checkedFiles(root: string): CheckedFile[] {
  const pages = [...readPages(root)].map(([path, { frontMatter, tree }]) => ({
    path,
    title: String(frontMatter.title ?? path),
    sentences: groundedSentences(tree),
  }));
  const cards = filesOf(root, /[\\/]questions[\\/][^\\/]+\.yaml$/).map((path) =>
    checkedCard(path, parseYamlText(readFileSync(join(root, path), 'utf8'))),
  );
  return [...pages, ...cards].filter(({ sentences }) => sentences.length > 0);
}

function filesOf(root: string, pattern: RegExp): string[] {
  return readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((path) => pattern.test(path))
    .map((path) => `docs/${path.split(sep).join('/')}`)
    .sort();
}

/** A card that judges a statement or asks for a measured number: what it says beside what that rests on. */
function checkedCard(path: string, card: Record<string, string>): CheckedFile {
  const { statement, experiment, variant, metric, prompt = '', feedback = '' } = card;
  const named: Named[] = [
    ...(statement ? [{ element: 'Verdict', attributes: { statement } }] : []),
    ...(experiment && variant && metric
      ? [{ element: 'Measured', attributes: { experiment, variant, metric } }]
      : []),
  ];
  const sentences = named.map((name) => ({
    line: 1,
    heading: 'Recall card',
    parts: [`${prompt} `, name, ` ${feedback}`],
  }));
  return { path, title: prompt, sentences };
}
