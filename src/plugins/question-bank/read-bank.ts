import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { CardData, OpenQuestionData } from '#content/page-data.ts';
import type { BankedCard, BankedLesson, BankedOpenQuestion, QuestionBank } from '#content/question-bank.ts';
import type { ReferenceKind } from '../references/kind.ts';
import { openQuestion, question } from '../references/kinds/question.ts';
import { questionIdOf } from '../references/question-file.ts';
import { byCourse, courseOrder } from './course-order.ts';
import { readLessons } from './lessons.ts';
import { type Part, readParts } from './parts.ts';

/** Reads every question of the site: all in the order of the course: cards as their lesson asks them, open questions as the menu lists them. */
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
  const order = byCourse(courseOrder(readFileSync(join(root, 'sidebars.ts'), 'utf8')));
  const lessonText = new Map(
    lessons.map(({ href }) => [href, readFileSync(join(docs, href.slice(1), 'index.mdx'), 'utf8')]),
  );
  /** Where the lesson asks a card; what it does not ask itself comes after that. */
  const asked = ({ place, question: { id } }: BankedCard) => {
    const at = lessonText.get(place.href)?.indexOf(`id="${id}"`) ?? -1;
    return at < 0 ? Number.POSITIVE_INFINITY : at;
  };

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
    .sort(
      (a, b) =>
        order(a.place.href.slice(1, -1), b.place.href.slice(1, -1)) ||
        compare(asked(a), asked(b)) ||
        (a.question.id < b.question.id ? -1 : 1),
    );
  const openQuestions = files
    .filter((path) => /^interview[\\/](?!index\.)[^\\/]+\.mdx$/.test(path))
    .map((path): BankedOpenQuestion => {
      const open = cut(openQuestion, path) as OpenQuestionData;
      const place = { part: 'interview', partLabel: labelOf(parts, 'interview') };
      return { place: { ...place, href: `/${open.id}/`, title: open.prompt }, question: open };
    })
    .sort((a, b) => order(a.question.id, b.question.id));
  return {
    cards,
    openQuestions,
    lessons: lessons
      .sort((a, b) => order(a.href.slice(1, -1), b.href.slice(1, -1)))
      .map((lesson) => ({ ...lesson, concepts: conceptsOf(lesson, cards) })),
  };
}

/** Infinity less infinity is no number. */
function compare(a: number, b: number): number {
  return a === b ? 0 : a - b;
}

function conceptsOf({ href, concepts }: BankedLesson, cards: BankedCard[]): string[] {
  const asked = cards.filter(({ place }) => place.href === href).flatMap((card) => card.question.concepts);
  return [...new Set([...concepts, ...asked])];
}

function labelOf(parts: Part[], slug: string): string {
  return parts.find((each) => each.slug === slug)?.label ?? slug;
}
