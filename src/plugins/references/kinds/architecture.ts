import type { Pipeline } from '#content/pipeline.ts';
import type { ReferenceKind } from '../kind.ts';
import { locatePipeline, parsePipeline } from '../pipeline-file.ts';
import { unknownName } from '../problem.ts';

/** `<Architecture lab path?/>`: the pipeline of a lab, or those paths of it that are named, with spaces between. */
export const architecture: ReferenceKind = {
  required: ['lab'],
  optional: ['path'],
  locate: ({ lab = '' }, site) => locatePipeline(lab, site),
  cut(text, { lab = '', path }, { file }): Pipeline {
    const { carries, paths } = parsePipeline(text, file);
    if (path === undefined) return { carries, paths };
    const known = paths.map(({ name }) => name);
    const chosen = path.split(' ');
    const missing = chosen.find((name) => !known.includes(name));
    if (missing !== undefined) throw unknownName('path', missing, known, `in the pipeline of ${lab}`);
    return { carries, paths: paths.filter(({ name }) => chosen.includes(name)) };
  },
};
