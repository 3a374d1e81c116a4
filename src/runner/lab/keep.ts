import { once } from 'node:events';
import type { Target } from './local-target.ts';

/** Variables with which the commands of a lab's guide, the AWS CLI and any SDK find a running lab. */
export const environmentOf = ({
  outputs,
  endpoints,
}: Pick<Target, 'outputs' | 'endpoints'>): Record<string, string> => ({
  ...outputs,
  ...Object.fromEntries(
    Object.entries(endpoints).map(([service, url]) => [`AWS_ENDPOINT_URL_${service.toUpperCase()}`, url]),
  ),
  AWS_REGION: 'us-east-1',
  // The older AWS CLI knows only this name.
  AWS_DEFAULT_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
});

/** Lines that give the variables to a shell: `sh` is that of Linux and macOS, `ps1` PowerShell, where guides' `$ApiUrl` needs a variable of its own. */
export const shellLines: Record<'sh' | 'ps1', (env: Record<string, string>) => string[]> = {
  sh: (env) =>
    Object.entries(env).map(([name, value]) => `export ${name}='${value.replaceAll("'", "'\\''")}'`),
  ps1: (env) =>
    Object.entries(env).map(([name, value]) => `$env:${name} = $${name} = '${value.replaceAll("'", "''")}'`),
};

/** `curl --json` is younger than many a curl: what it stands for. */
export const withoutJsonFlag = (command: string): string =>
  command.replaceAll(' --json ', " -H 'content-type: application/json' -d ");

/** Waits for Ctrl-C. */
export async function untilInterrupted(signal: AbortSignal): Promise<void> {
  // Nothing else may be left to do: the timer keeps the process alive while it waits.
  const alive = setInterval(() => undefined, 60_000);
  if (!signal.aborted) await once(signal, 'abort');
  clearInterval(alive);
}
