import { rmSync, writeFileSync } from 'node:fs';
import { environmentOf, shellLines } from '../keep.ts';
import type { Target } from '../local-target.ts';
import { openControl } from './control.ts';
import { keptFolder, keptVariable, writeKept } from './kept-lab.ts';

/** A running lab that other terminals find. */
export interface Reachable {
  /** Variables with which a terminal finds it. */
  env: Record<string, string>;
  /** Files that set these variables: to be sourced. */
  files: Record<'sh' | 'ps1', string>;
  close(): Promise<void>;
}

/** Opens a running lab to `look`, `break` and `mend` of other terminals, until closed. */
export async function makeReachable(lab: string, target: Target, folder = keptFolder): Promise<Reachable> {
  const control = await openControl(target);
  const { dynamodb, sqs } = target.endpoints;
  const { url, token } = control;
  const word = writeKept(
    { lab, pid: process.pid, control: { url, token }, endpoints: { dynamodb, sqs } },
    folder,
  );
  const env = { ...environmentOf(target), [keptVariable]: word };
  const files = { sh: word.replace(/json$/, 'sh'), ps1: word.replace(/json$/, 'ps1') };
  for (const shell of ['sh', 'ps1'] as const)
    writeFileSync(files[shell], `${shellLines[shell](env).join('\n')}\n`, { mode: 0o600 });
  return {
    env,
    files,
    async close() {
      for (const file of [word, files.sh, files.ps1]) rmSync(file, { force: true });
      await control.close();
    },
  };
}
