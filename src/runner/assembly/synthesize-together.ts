import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { assemblyFolder, type Context, keepDraft, runCdk } from '../assembly.ts';
import type { Lab } from '../labs.ts';
import type { StackInTurn } from './stacks-in-turn.ts';

/**
 * Synthesizes what of these is not there yet, in one process: loading CDK takes longer than most stacks do. What does not
 * synthesize is left out: `assemble` says why.
 */
export async function synthesizeTogether(
  wanted: readonly { lab: Lab; context: Context }[],
  signal: AbortSignal,
): Promise<void> {
  const stacks: (StackInTurn & { folder: string })[] = [];
  try {
    for (const { lab, context } of wanted) {
      const folder = assemblyFolder(lab, context);
      if (existsSync(folder) || stacks.some((each) => each.folder === folder)) continue;
      await mkdir(dirname(folder), { recursive: true });
      const draft = await mkdtemp(`${folder}.`);
      stacks.push({ file: join(lab.folder, 'stack.ts'), context, draft, folder });
    }
    if (stacks.length === 0) return;
    // Whatever it writes is of a stack that will be asked again.
    await runCdk(
      [join(import.meta.dirname, 'stacks-in-turn.ts')],
      { STACKS_IN_TURN: JSON.stringify(stacks) },
      () => undefined,
      signal,
    );
    signal.throwIfAborted();
    // The manifest is written last, so one that has it is whole.
    for (const { draft, folder } of stacks)
      if (existsSync(join(draft, 'manifest.json'))) await keepDraft(draft, folder);
  } finally {
    await Promise.all(stacks.map(({ draft }) => rm(draft, { recursive: true, force: true })));
  }
}
