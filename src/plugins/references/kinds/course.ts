import { join, sep } from 'node:path';
import type { CourseData } from '#content/course.ts';
import { byCourse, courseOrder } from '../../question-bank/course-order.ts';
import type { ReferenceKind } from '../kind.ts';
import { readLessonFiles } from '../lesson-files.ts';

/** `<Continue>`: the lessons of the course in their order, and which cards there are. */
export const course: ReferenceKind = {
  required: [],
  locate: (_attributes, { root }) => join(root, 'sidebars.ts'),
  cut(text, _attributes, { root, list, read }): CourseData {
    const docs = join(root, 'docs');
    const order = byCourse(courseOrder(text));
    const lessons = [...readLessonFiles(root, list, read).values()];
    const cards = list(docs)
      .map((path) => path.split(sep))
      .filter(([, , folder, file]) => folder === 'questions' && file?.endsWith('.yaml'))
      .map((path) => {
        const revision = /^revision: *(\d+)/m.exec(read(join(docs, ...path)))?.[1];
        const [part = '', lesson = '', , file = ''] = path;
        return { lesson: `${part}/${lesson}`, key: `${part}/${lesson}/${file.slice(0, -5)}@${revision}` };
      })
      .sort((a, b) => order(a.lesson, b.lesson));
    return {
      lessons: lessons.map(({ id, label }) => ({ id, label })),
      cards: cards.map(({ key }) => key),
    };
  },
};
