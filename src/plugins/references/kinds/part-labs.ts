import { join } from 'node:path';
import type { PartExperiment, PartLabsData } from '#content/part-labs.ts';
import { locateEvidence, parseEvidence } from '../evidence-file.ts';
import type { ReferenceKind } from '../kind.ts';
import { readLessonFiles } from '../lesson-files.ts';
import { experimentsIn } from '../names-in-lesson.ts';
import { locatePipeline, parsePipeline } from '../pipeline-file.ts';
import { unknownName } from '../problem.ts';

/** `<PartLabs part/>`: the labs behind the lessons of a part, each with its pipeline and the experiments that the part uses. */
export const partLabs: ReferenceKind = {
  required: ['part'],
  locate: (_attributes, { page }) => page,
  cut(_text, { part = '' }, { root, list, read }): PartLabsData {
    const lessons = [...readLessonFiles(root, list, read).values()];
    const mine = lessons.filter(({ id }) => id.startsWith(`${part}/`));
    if (mine.length === 0) {
      throw unknownName('part', part, [...new Set(lessons.map(({ id }) => id.split('/')[0] ?? ''))]);
    }
    const used = new Map<string, PartExperiment>();
    for (const { id, label } of mine) {
      for (const name of experimentsIn(read(join(root, 'docs', id, 'index.mdx')))) {
        if (used.has(name)) continue;
        const file = locateEvidence(name, { root });
        const { question, durationSeconds } = parseEvidence(read(file), file);
        used.set(name, { name, question, seconds: durationSeconds, lesson: { id, label } });
      }
    }
    return [...Map.groupBy(used.values(), ({ name }) => name.split('/')[0] ?? '')].map(
      ([lab, experiments]) => {
        const file = locatePipeline(lab, { root });
        return {
          lab,
          title: titleOf(lab, root, read),
          pipeline: parsePipeline(read(file), file),
          experiments,
        };
      },
    );
  },
};

function titleOf(lab: string, root: string, read: (file: string) => string): string {
  return /^# (.+)$/m.exec(read(join(root, 'labs', lab, 'README.md')))?.[1] ?? lab;
}
