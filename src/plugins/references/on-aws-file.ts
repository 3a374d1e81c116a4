import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type OnAws, onAwsSchema } from '#content/on-aws.ts';
import type { ReadFile } from './kind.ts';
import { parseYaml } from './yaml-file.ts';

/** What the lab of `lab/experiment` says of it on AWS; undefined where it runs there as it is. */
export function saidOfAws(
  experiment: string,
  root: string,
  read: ReadFile = (file) => readFileSync(file, 'utf8'),
): OnAws | undefined {
  const [lab = '', name = ''] = experiment.split('/');
  const file = join(root, 'labs', lab, 'on-aws.yaml');
  return existsSync(file) ? parseYaml(onAwsSchema, read(file), file)[name] : undefined;
}
