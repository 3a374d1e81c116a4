import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { parse } from 'yaml';
import type { CardData, CardPlace } from '../../content/page-data.ts';
import { cardOf } from '../references/card-file.ts';
import { AuthorError } from '../references/problem.ts';
import { questionIdOf } from '../references/question-file.ts';

/** A recall card and the lesson that it belongs to. */
export interface PlacedCard {
  card: CardData;
  place: CardPlace;
}

/** Every recall card of the site with what it refers to, by its id. */
export function readCards(root: string): PlacedCard[] {
  const docs = join(root, 'docs');
  return readdirSync(docs, { recursive: true, encoding: 'utf8' })
    .filter((path) => /[\\/]questions[\\/][^\\/]+\.yaml$/.test(path))
    .sort()
    .map((path) => {
      const file = join(docs, path);
      const read = (other: string) => readFileSync(other, 'utf8');
      const id = questionIdOf(file, root);
      const lesson = path.split(sep).slice(0, -2).join('/');
      return { card: { id, ...cardOf(read(file), file, root, read) }, place: placeOf(lesson, docs) };
    });
}

function placeOf(lesson: string, docs: string): CardPlace {
  const file = join(docs, lesson, 'index.mdx');
  if (!existsSync(file)) {
    throw new AuthorError(
      `docs/${lesson}/questions belongs to no lesson.`,
      `Write docs/${lesson}/index.mdx.`,
    );
  }
  const frontMatter = /^---\n(.*?)\n---/s.exec(readFileSync(file, 'utf8'))?.[1] ?? '';
  const { title } = parse(frontMatter) as { title: string };
  return { lesson: title, href: `/${lesson}/` };
}
