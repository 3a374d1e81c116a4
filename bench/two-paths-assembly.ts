import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assemble } from '#runner/assembly.ts';
import { findLabs } from '#runner/labs.ts';
import { project } from '#runner/project.ts';

/** The lab whose pipelines are measured. */
export const lab = findLabs(project.labs).find((each) => each.name === 'two-paths') as ReturnType<
  typeof findLabs
>[number];

/** A synthesized template, as far as the bench reads and changes it. */
interface TwoPathsTemplate {
  Resources: Record<string, { Type: string; Properties: Record<string, unknown> }>;
}

const fileIn = (assembly: string): string => join(assembly, 'TwoPaths.template.json');

/** The template in a copy of the lab's assembly. */
const templateOf = (assembly: string): TwoPathsTemplate => JSON.parse(readFileSync(fileIn(assembly), 'utf8'));

/**
 * A copy of the lab's assembly in which the stand-in for the payment provider takes no time: what is left is the cost
 * of the cloud and of the handler's own calls. `maximumConcurrency` is of the queue's mapping; none unless given.
 */
export async function assemblyWithoutServiceTime({
  maximumConcurrency,
}: {
  maximumConcurrency?: number | undefined;
} = {}): Promise<string> {
  const { folder } = await assemble(lab);
  const copy = mkdtempSync(join(tmpdir(), 'bench-assembly-'));
  cpSync(folder, copy, { recursive: true });
  const template = templateOf(copy);
  for (const { Type, Properties } of Object.values(template.Resources)) {
    const environment = Properties?.Environment as { Variables: Record<string, unknown> } | undefined;
    if (environment?.Variables.SERVICE_MS !== undefined) environment.Variables.SERVICE_MS = '0';
    if (Type === 'AWS::Lambda::EventSourceMapping' && maximumConcurrency !== undefined)
      Properties.ScalingConfig = { MaximumConcurrency: maximumConcurrency };
  }
  writeFileSync(fileIn(copy), JSON.stringify(template));
  return copy;
}

/** The folder with the code of the synchronous handler, in a copy of the lab's assembly. */
export function syncHandlerOf(assembly: string): string {
  const [, fn] = Object.entries(templateOf(assembly).Resources).find(
    ([id, { Type }]) => Type === 'AWS::Lambda::Function' && id.startsWith('Sync'),
  ) as [string, TwoPathsTemplate['Resources'][string]];
  const { S3Key } = fn.Properties.Code as { S3Key: string };
  return join(assembly, `asset.${S3Key.replace(/\.zip$/, '')}`);
}
