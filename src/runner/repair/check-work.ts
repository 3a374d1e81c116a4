import { TwoPartError } from '../call-error.ts';
import type { RepairFile } from './find-repairs.ts';
import { type Judgement, judgeRepair } from './judge-repair.ts';
import { keepProgress } from './state.ts';
import { workHash } from './workspace.ts';

/**
 * Judges the learner's folder, and keeps what came of it. An error of the run itself becomes one with a way out: what
 * somebody changed can keep the experiment from its end.
 */
export async function checkWork(
  file: RepairFile,
  folder: string,
  signal: AbortSignal,
  onStep?: (step: string) => void,
): Promise<Judgement> {
  const hash = workHash(file.lab, folder);
  const judgement = await judgeRepair(file, folder, signal, onStep).catch((error: unknown) => {
    if (signal.aborted || error instanceof TwoPartError || !(error instanceof Error)) throw error;
    throw new TwoPartError(
      `The run broke off: ${error.message}`,
      'Look at what you changed last; an output of the stack, a name or a handler may be missing.',
    );
  });
  const at = new Date().toISOString();
  const { status } = judgement;
  keepProgress(file.name, { last: { at, status }, ...(status === 'mended' && { mended: { at, hash } }) });
  return judgement;
}
