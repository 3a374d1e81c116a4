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

/**
 * A copy of the lab's assembly in which the stand-in for the payment provider takes no time: what is left is the cost
 * of the cloud and of the handler's own calls.
 */
export async function assemblyWithoutServiceTime(): Promise<string> {
  const { folder } = await assemble(lab);
  const copy = mkdtempSync(join(tmpdir(), 'bench-assembly-'));
  cpSync(folder, copy, { recursive: true });
  const file = join(copy, 'TwoPaths.template.json');
  const template = JSON.parse(readFileSync(file, 'utf8'));
  for (const resource of Object.values(template.Resources) as {
    Type: string;
    Properties?: Record<string, unknown>;
  }[]) {
    const environment = resource.Properties?.Environment as
      | { Variables: Record<string, unknown> }
      | undefined;
    if (environment?.Variables.SERVICE_MS !== undefined) environment.Variables.SERVICE_MS = '0';
  }
  writeFileSync(file, JSON.stringify(template));
  return copy;
}
