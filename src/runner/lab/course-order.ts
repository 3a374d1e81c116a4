import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDocIds } from '../../plugins/question-bank/parts.ts';

/**
 * The experiments (`lab/experiment`) in the order of the lessons: each stands with the lesson that speaks most of it, and
 * in a lesson by how much it speaks of each. Those of no lesson come last.
 */
export async function inCourseOrder(root: string, experiments: readonly string[]): Promise<string[]> {
  const texts = (await readDocIds(root)).map((id) => lessonText(root, id));
  const places = new Map(
    experiments.map((name) => {
      const counts = texts.map((text) => text.split(`"${name}"`).length - 1);
      const most = Math.max(0, ...counts);
      return [name, { lesson: most === 0 ? texts.length : counts.indexOf(most), most }];
    }),
  );
  const placeOf = (name: string) => places.get(name) ?? { lesson: texts.length, most: 0 };
  return experiments.toSorted((a, b) => {
    const [first, second] = [placeOf(a), placeOf(b)];
    return first.lesson - second.lesson || second.most - first.most || a.localeCompare(b);
  });
}

/** A page of a lesson; question pages and others teach no experiment first. */
function lessonText(root: string, id: string): string {
  const file = join(root, 'docs', `${id}.mdx`);
  return id.endsWith('/index') && existsSync(file) ? readFileSync(file, 'utf8') : '';
}
