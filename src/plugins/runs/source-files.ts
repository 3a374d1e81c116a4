import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

/** A file that a run is made of. */
export interface SourceText {
  /** From the root of the project, with forward slashes. */
  path: string;
  text: string;
}

/**
 * What `lab/experiment` is made of, as a reader would open it: the experiment, its parts, the tests that turn each claim
 * false, and the stack with its handlers.
 */
export function sourceFiles(root: string, experiment: string): SourceText[] {
  const [lab = '', name = ''] = experiment.split('/');
  const below = (folder: string): string[] => {
    const full = join(root, 'labs', lab, folder);
    if (!existsSync(full)) return [];
    return readdirSync(full, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .map((file) => `${folder}/${file.split(sep).join('/')}`)
      .sort();
  };
  return [
    `experiments/${name}.ts`,
    ...below(`experiments/${name}`),
    ...below('experiments/shared'),
    `${name}.broken.ts`,
    'stack.ts',
    ...below('handlers'),
  ]
    .map((file) => `labs/${lab}/${file}`)
    .filter((path) => existsSync(join(root, path)))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8').trimEnd() }));
}
