import { rmSync } from 'node:fs';
import { replaceFile } from '../../kept-files.ts';
import { environmentOf, shellLines } from '../keep.ts';
import type { Target } from '../local-target.ts';
import { openControl } from './control.ts';
import { filesOf, keptFolder, keptVariable, writeKept } from './kept-lab.ts';

/** A running lab that other terminals find. */
export interface Reachable {
  /** Variables with which a terminal finds it. */
  env: Record<string, string>;
  /** Files that set these variables: to be sourced. */
  files: Record<'sh' | 'ps1', string>;
  close(): Promise<void>;
}

/** Opens a running lab to `look`, `break` and `mend` of other terminals, until closed. Rejects with nothing left open. */
export async function makeReachable(lab: string, target: Target, folder = keptFolder): Promise<Reachable> {
  const control = await openControl(target);
  const { dynamodb, sqs } = target.endpoints;
  const { url, token } = control;
  try {
    const word = writeKept(
      { lab, pid: process.pid, control: { url, token }, endpoints: { dynamodb, sqs } },
      folder,
    );
    const env = { ...environmentOf(target), ...besideProxy(process.env), [keptVariable]: word };
    const { sh, ps1 } = filesOf(word);
    const files = { sh, ps1 };
    for (const shell of ['sh', 'ps1'] as const)
      replaceFile(files[shell], `${shellLines[shell](env).join('\n')}\n`, 0o600);
    return {
      env,
      files,
      async close() {
        for (const file of [word, sh, ps1]) rmSync(file, { force: true });
        await control.close();
      },
    };
  } catch (error) {
    await control.close();
    throw error;
  }
}

const proxies = ['http_proxy', 'HTTP_PROXY', 'all_proxy', 'ALL_PROXY'];

/** Where this machine goes through a proxy: curl and the AWS CLI would ask the proxy for what runs on this machine. */
export function besideProxy(env: NodeJS.ProcessEnv): Record<string, string> {
  if (!proxies.some((name) => env[name])) return {};
  const before = (env.no_proxy || env.NO_PROXY || '').split(',').filter((each) => each !== '');
  const hosts = [...new Set([...before, 'localhost', '127.0.0.1'])].join(',');
  return { no_proxy: hosts, NO_PROXY: hosts };
}
