import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type Pipeline, pipelineSchema } from '#content/pipeline.ts';
import type { Site } from './kind.ts';
import { AuthorError, unknownName } from './problem.ts';
import { parseYaml } from './yaml-file.ts';

const fileName = 'pipeline.yaml';

/** The file that says how a lab's pipeline is drawn. Throws AuthorError when there is no such lab, or no such file. */
export function locatePipeline(lab: string, { root }: Pick<Site, 'root'>): string {
  const labs = join(root, 'labs');
  const known = readdirSync(labs, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  if (!known.includes(lab)) throw unknownName('lab', lab, known);
  const file = join(labs, lab, fileName);
  if (existsSync(file)) return file;
  throw new AuthorError(
    `the lab "${lab}" has no ${fileName}, so nothing of it can be drawn.`,
    `Describe its pipeline in labs/${lab}/${fileName}: src/content/pipeline.ts says how.`,
  );
}

/** Reads a pipeline and checks it against its schema. */
export function parsePipeline(text: string, file: string): Pipeline {
  return parseYaml(pipelineSchema, text, file);
}
