import { join, sep } from 'node:path';
import { type Lesson, lessonSchema, type MappedLesson } from '#content/lesson.ts';
import { byCourse, courseOrder } from '../question-bank/course-order.ts';
import type { ListFolder, ReadFile } from './kind.ts';
import { AuthorError, unknownName } from './problem.ts';
import { parseYaml } from './yaml-file.ts';

/** Folders of docs/ whose pages are no lessons. */
const others = ['about', 'failures', 'interview'];

/** Every lesson by its id `part/lesson`, in the order of the course. */
export function readLessonFiles(root: string, list: ListFolder, read: ReadFile): Map<string, MappedLesson> {
  const docs = join(root, 'docs');
  return new Map(
    list(docs)
      .map((path) => path.split(sep))
      .filter((path) => path.length === 3 && path[2] === 'index.mdx' && !others.includes(path[0] ?? ''))
      .map(([part, lesson]) => `${part}/${lesson}`)
      .sort(byCourse(courseOrder(read(join(root, 'sidebars.ts')))))
      .map((id) => [id, toLesson(id, frontMatterOf(join(docs, id, 'index.mdx'), read))]),
  );
}

/**
 * The lessons of one part in rows: each stands as high as what it needs allows. Lessons that need each other in a circle
 * are an AuthorError, and so is an `after` that names no lesson.
 */
export function rowsOfPart(lessons: ReadonlyMap<string, MappedLesson>, part: string): MappedLesson[][] {
  const rows: MappedLesson[][] = [];
  const row = (id: string, needing: readonly string[]): number => {
    if (needing.includes(id)) {
      throw new AuthorError(
        `the lessons ${[...needing, id].join(' → ')} need each other in a circle.`,
        'Take one `after` out: a reader has to begin somewhere.',
      );
    }
    const after = lessons.get(id)?.after ?? [];
    const unknown = after.find((each) => !lessons.has(each));
    if (unknown !== undefined) {
      throw unknownName('lesson', unknown, [...lessons.keys()]).at(`docs/${id}/index.mdx`);
    }
    const inside = after.filter((each) => each.startsWith(`${part}/`));
    return Math.max(-1, ...inside.map((each) => row(each, [...needing, id]))) + 1;
  };
  for (const lesson of lessons.values()) {
    if (!lesson.id.startsWith(`${part}/`)) continue;
    const at = row(lesson.id, []);
    rows[at] = [...(rows[at] ?? []), lesson];
  }
  return rows;
}

function toLesson(id: string, { title, sidebar_label, description, after }: Lesson): MappedLesson {
  return { id, label: sidebar_label ?? title, description, after };
}

function frontMatterOf(file: string, read: ReadFile): Lesson {
  const text = /^---\n(.*?)\n---/s.exec(read(file))?.[1];
  if (text === undefined) {
    throw new AuthorError(`${file} has no front matter.`, 'A lesson says there at least its title.');
  }
  return parseYaml(lessonSchema, text, file);
}
