import type { LessonMapData, MappedLesson } from '#content/lesson.ts';
import type { ReferenceKind } from '../kind.ts';
import { readLessonFiles, rowsOfPart } from '../lesson-files.ts';
import { unknownName } from '../problem.ts';

/** `<LessonMap part/>`: which lesson of a part follows from which, as their front matter says. */
export const lessonMap: ReferenceKind = {
  required: ['part'],
  locate: (_attributes, { page }) => page,
  cut(_text, { part = '' }, { root, list, read }): LessonMapData {
    const lessons = readLessonFiles(root, list, read);
    const parts = [...new Set([...lessons.keys()].map((id) => id.split('/')[0] ?? ''))];
    if (!parts.includes(part)) throw unknownName('part', part, parts);
    const rows = rowsOfPart(lessons, part);
    const needed = rows.flat().flatMap(({ after }) => after);
    const before = [...new Set(needed)]
      .filter((id) => !id.startsWith(`${part}/`))
      .map((id) => lessons.get(id) as MappedLesson);
    const order = [...lessons.keys()].filter((id) => id.startsWith(`${part}/`));
    return { rows, order, before };
  },
};
