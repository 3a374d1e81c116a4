import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { CardData, OpenQuestionData } from '#content/page-data.ts';
import type { BankedCard, BankedLesson, BankedOpenQuestion, QuestionBank } from '#content/question-bank.ts';
import type { ReferenceKind } from '../references/kind.ts';
import { openQuestion, question } from '../references/kinds/question.ts';
import { questionIdOf } from '../references/question-file.ts';
import { readLessons } from './lessons.ts';
import { type Part, readParts } from './parts.ts';

/** Reads every question of the site: cards in the order of parts, lessons and ids, open questions by their id. */
export async function readBank(root: string): Promise<QuestionBank> {
  const parts = await readParts(root);
  const lessons = readLessons(root);
  const docs = join(root, 'docs');
  const files = readdirSync(docs, { recursive: true, encoding: 'utf8' }).sort();
  const cut = (kind: ReferenceKind, path: string) => {
    const file = join(docs, path);
    const read = (each: string) => readFileSync(each, 'utf8');
    const list = (folder: string) => readdirSync(folder, { recursive: true, encoding: 'utf8' });
    return kind.cut(read(file), { id: questionIdOf(file, root) }, { root, page: file, file, read, list });
  };
  const rank = (part: string) => parts.findIndex(({ slug }) => slug === part);

  const cards = files
    .filter((path) => /[\\/]questions[\\/][^\\/]+\.yaml$/.test(path))
    .map((path): BankedCard => {
      const [part = '', lesson = ''] = path.split(sep);
      const href = `/${part}/${lesson}/`;
      const title = lessons.find((each) => each.href === href)?.title ?? lesson;
      return {
        place: { part, partLabel: labelOf(parts, part), href, title },
        question: cut(question, path) as CardData,
      };
    })
    .sort((a, b) => rank(a.place.part) - rank(b.place.part));
  const openQuestions = files
    .filter((path) => /^interview[\\/](?!index\.)[^\\/]+\.mdx$/.test(path))
    .map((path): BankedOpenQuestion => {
      const open = cut(openQuestion, path) as OpenQuestionData;
      const place = { part: 'interview', partLabel: labelOf(parts, 'interview') };
      return { place: { ...place, href: `/${open.id}/`, title: open.prompt }, question: open };
    });
  return {
    cards,
    openQuestions,
    lessons: lessons
      .sort((a, b) => rank(a.part) - rank(b.part))
      .map((lesson) => ({ ...lesson, concepts: conceptsOf(lesson, cards) })),
  };
}

function conceptsOf({ href, concepts }: BankedLesson, cards: BankedCard[]): string[] {
  const asked = cards.filter(({ place }) => place.href === href).flatMap((card) => card.question.concepts);
  return [...new Set([...concepts, ...asked])];
}

function labelOf(parts: Part[], slug: string): string {
  return parts.find((each) => each.slug === slug)?.label ?? slug;
}
