import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { synthesize } from '../assembly.ts';
import { TwoPartError } from '../call-error.ts';
import { findLabs, type Lab } from '../labs.ts';
import type { Content, Finding } from './finding.ts';

/** Every stack synthesizes for AWS, with CDK's validator on. */
export async function checkStacks({ labs }: Content, signal: AbortSignal): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const lab of findLabs(labs)) findings.push(...(await checkOne(lab, signal)));
  return findings;
}

async function checkOne(lab: Lab, signal: AbortSignal): Promise<Finding[]> {
  const folder = await mkdtemp(join(tmpdir(), 'checked-stack-'));
  try {
    await synthesize(lab, folder, { signal, validate: true });
    return [];
  } catch (error) {
    if (!(error instanceof TwoPartError)) throw error;
    return [{ where: join(lab.folder, 'stack.ts'), problem: error.problem, remedy: error.remedy }];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
