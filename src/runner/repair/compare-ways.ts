import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Variant } from '#content/evidence.ts';
import { project } from '../project.ts';
import type { RepairFile } from './find-repairs.ts';
import { type Judgement, judgeRepair } from './judge-repair.ts';
import { deliver } from './workspace.ts';

/** A folder to judge, and what it is called beside others. */
interface Way {
  label: string;
  folder: string;
}

/** Judges each way to mend a repair, and the learner's folder first if it is one; gives what each costs. */
export async function compareWays(
  file: RepairFile,
  own: string | undefined,
  signal: AbortSignal,
  onWay: (label: string) => void,
): Promise<Variant[]> {
  return withScratch(async (scratch) => {
    const ways: Way[] = own === undefined ? [] : [{ label: 'yours', folder: own }];
    for (const { name, edits } of file.repair.approaches) {
      deliver(file, join(scratch, name), edits);
      ways.push({ label: name, folder: join(scratch, name) });
    }
    const costs: Variant[] = [];
    for (const { label, folder } of ways) {
      onWay(label);
      costs.push(...costOf(label, await judgeRepair(file, folder, signal), file.repair.costs));
    }
    return costs;
  });
}

/** A folder below the project, so that what is in it finds the same packages; removed afterwards. */
export async function withScratch<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const parent = join(project.cache, 'repairs');
  mkdirSync(parent, { recursive: true });
  const scratch = mkdtempSync(join(parent, 'ways-'));
  try {
    return await work(scratch);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

const costOf = (label: string, { variants }: Judgement, costs: readonly string[]): Variant[] =>
  variants.map((variant) => ({
    ...variant,
    label: variants.length === 1 ? label : `${label}, ${variant.label}`,
    metrics: variant.metrics.filter(({ name }) => costs.includes(name)),
  }));
