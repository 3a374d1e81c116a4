import type { Pipeline } from '#content/pipeline.ts';
import type { ReferenceKind } from '../kind.ts';
import { locatePipeline, parsePipeline } from '../pipeline-file.ts';
import { unknownName } from '../problem.ts';

/** `<Architecture lab path?/>`: the pipeline of a lab, or one path of it. */
export const architecture: ReferenceKind = {
  required: ['lab'],
  optional: ['path'],
  locate: ({ lab = '' }, site) => locatePipeline(lab, site),
  cut(text, { lab = '', path }, { file }): Pipeline {
    const { carries, paths } = parsePipeline(text, file);
    if (path === undefined) return { carries, paths };
    const chosen = paths.filter(({ name }) => name === path);
    if (chosen.length > 0) return { carries, paths: chosen };
    throw unknownName(
      'path',
      path,
      paths.map(({ name }) => name),
      `in the pipeline of ${lab}`,
    );
  },
};
