import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import * as v from 'valibot';
import { parse } from 'yaml';
import { wordsSchema } from '#content/words.ts';
import type { Content, Finding } from './finding.ts';

/** What is no prose, though it stands in a page or a card: code, attributes, addresses and ids. */
const noProse =
  /```[\s\S]*?```|`[^`\n]*`|\{\/\*.*?\*\/\}|\]\([^)]*\)|https?:\/\/\S+|\b[a-zA-Z]+="[^"]*"|\b(?:claim|fact|experiment|statement|variant|metric|claims|facts|concepts|after): .*|\b[a-z0-9]+(?:-[a-z0-9]+)*\/[a-z0-9/-]+/g;

/** Pages, cards, statements and facts use one word for each concept: the one that `words.yaml` names. */
export function checkWords({ docs, statements, facts, words }: Content): Finding[] {
  const rules = v.parse(wordsSchema, parse(readFileSync(words, 'utf8'))).flatMap(({ concept, word, not }) =>
    // A line may end between two words.
    not.map((pattern) => ({ concept, word, pattern: new RegExp(pattern.replaceAll(' ', '\\s+'), 'gi') })),
  );
  return [docs, statements, facts].flatMap(proseFiles).flatMap((file) => {
    const text = readFileSync(file, 'utf8').replace(noProse, blank);
    return rules.flatMap(({ concept, word, pattern }) =>
      [...text.matchAll(pattern)].map((match) => ({
        where: `${file}:${text.slice(0, match.index).split('\n').length}`,
        problem: `“${match[0].replace(/\s+/g, ' ')}” stands for ${concept}.`,
        remedy: `Write ${word}: ${relative(join(words, '../../..'), words)} names one word for each concept.`,
      })),
    );
  });
}

/** Spaces in the place of what is left out, so that lines stay where they are. */
const blank = (text: string) => text.replace(/[^\n]/g, ' ');

function proseFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(mdx|yaml)$/.test(path))
    .sort()
    .map((path) => join(folder, path));
}
