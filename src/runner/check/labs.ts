import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { parse } from 'yaml';
import { pipelineSchema } from '#content/pipeline.ts';
import { findLabs } from '../labs.ts';
import type { Content, Finding } from './finding.ts';

const parts = {
  'README.md': 'Write the guide: deploy it, send one order by hand, look, run it, change one thing.',
  'stack.ts': 'Add the architecture, a CDK app that creates its stack.',
  'pipeline.yaml': 'Describe the pipeline as it is drawn: src/content/pipeline.ts says how.',
};

/** Every lab has its guide, its stack, its drawing, which fits its schema, and at least one experiment. */
export function checkLabs({ labs }: Content): Finding[] {
  return findLabs(labs).flatMap(({ name, folder, experiments }) => [
    ...Object.entries(parts)
      .filter(([part]) => !existsSync(join(folder, part)))
      .map(([part, remedy]) => ({ where: folder, problem: `The lab ${name} has no ${part}.`, remedy })),
    ...drawingProblems(join(folder, 'pipeline.yaml')),
    ...(experiments.length === 0
      ? [
          {
            where: folder,
            problem: `The lab ${name} has no experiment.`,
            remedy: 'Add experiments/<name>.ts with one defineExperiment, or remove the lab.',
          },
        ]
      : []),
  ]);
}

function drawingProblems(where: string): Finding[] {
  if (!existsSync(where)) return [];
  const remedy = parts['pipeline.yaml'];
  try {
    const result = v.safeParse(pipelineSchema, parse(readFileSync(where, 'utf8')));
    if (result.success) return [];
    const [issue] = result.issues;
    return [{ where, problem: `${v.getDotPath(issue) ?? 'The file'}: ${issue.message}.`, remedy }];
  } catch (error) {
    return [{ where, problem: `It is not YAML: ${(error as Error).message}.`, remedy }];
  }
}
