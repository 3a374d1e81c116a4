import type { Cloud } from '#local-cloud/cloud.ts';
import { startCloud } from '#local-cloud/index.ts';
import { assemble, type Context } from '../assembly.ts';
import { findLabs } from '../labs.ts';
import { project } from '../project.ts';

/** Deploys a lab as it is, with the settings named, for tests that call it from outside. Close it afterwards. */
export async function startLab(name: string, context: Context = {}): Promise<Cloud> {
  const lab = findLabs(project.labs).find((each) => each.name === name);
  if (!lab) throw new Error(`There is no lab ${name}.`);
  const { folder } = await assemble(lab, context);
  return startCloud({ assembly: folder });
}
