import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findLabs } from '../labs.ts';
import type { Content, Finding } from './finding.ts';

const parts = {
  'README.md': 'Write the guide: deploy it, send one order by hand, look, run it, change one thing.',
  'stack.ts': 'Add the architecture, a CDK app that creates its stack.',
  'pipeline.yaml': 'Describe the pipeline as it is drawn: src/content/pipeline.ts says how.',
};

/** Every lab has its guide, its stack, its drawing and at least one experiment. */
export function checkLabs({ labs }: Content): Finding[] {
  return findLabs(labs).flatMap(({ name, folder, experiments }) => [
    ...Object.entries(parts)
      .filter(([part]) => !existsSync(join(folder, part)))
      .map(([part, remedy]) => ({ where: folder, problem: `The lab ${name} has no ${part}.`, remedy })),
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
