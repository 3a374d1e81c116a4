import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { parse } from 'yaml';
import type { BankedLesson } from '#content/question-bank.ts';

/** Folders of docs/ whose pages are no lessons. */
const others = ['about', 'failures', 'interview'];

/** Every lesson (`docs/<part>/<lesson>/index.mdx`) with its title and the concepts that its front matter names. */
export function readLessons(root: string): BankedLesson[] {
  const docs = join(root, 'docs');
  return readdirSync(docs, { recursive: true, encoding: 'utf8' })
    .map((path) => path.split(sep))
    .filter(
      ([part = '', , file, ...deeper]) =>
        file === 'index.mdx' && deeper.length === 0 && !others.includes(part),
    )
    .map(([part = '', lesson = '']) => {
      const front = frontMatter(join(docs, part, lesson, 'index.mdx'));
      return {
        part,
        href: `/${part}/${lesson}/`,
        title: front.title ?? lesson,
        concepts: front.concepts ?? [],
      };
    })
    .sort((a, b) => (a.href < b.href ? -1 : 1));
}

function frontMatter(file: string): { title?: string; concepts?: string[] } {
  const text = /^---\n(.*?)\n---/s.exec(readFileSync(file, 'utf8'))?.[1];
  return text === undefined ? {} : (parse(text) ?? {});
}
