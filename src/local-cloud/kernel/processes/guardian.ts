import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';

/** In every environment of this cloud, and in the variables of whatever a handler starts. */
export const sessionToken = `local-${randomBytes(16).toString('hex')}`;

/**
 * Notes the groups (`+ 12`, `- 12`) that run. When the pipe closes, the cloud's process is gone, however that came: then
 * ends those groups and, on Linux, what was started from them and left its group.
 */
const script = `
while read -r what pid; do
  left=
  for each in $pids; do [ "$each" = "$pid" ] || left="$left $each"; done
  pids=$left
  [ "$what" = + ] && pids="$pids $pid"
done
[ -n "$pids" ] || exit 0
for each in $pids; do kill -s KILL -- "-$each" 2>/dev/null; done
[ -d /proc/self ] || exit 0
grep -lsF "AWS_SESSION_TOKEN=$0" /proc/[0-9]*/environ | while IFS=/ read -r _ _ pid _; do kill -s KILL "$pid" 2>/dev/null; done
`;

let guardian: ChildProcess | undefined;

/** From now on a process group ends with this process, even when this process is killed. */
export function guard(group: number): void {
  // A job object does it on Windows.
  if (process.platform === 'win32') return;
  guardian ??= start();
  tell(`+ ${group}`);
}

/** The group is gone. */
export function unguard(group: number): void {
  if (guardian) tell(`- ${group}`);
}

function tell(line: string): void {
  guardian?.stdin?.write(`${line}\n`);
}

function start(): ChildProcess {
  const started = spawn('/bin/sh', ['-c', script, sessionToken], {
    env: { PATH: '/usr/bin:/bin' },
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  started.once('error', () => {});
  started.stdin?.on('error', () => {});
  started.unref();
  (started.stdin as unknown as { unref(): void }).unref();
  return started;
}

const swept = new Set<string>();
let sweeping: Promise<void> | undefined;

/**
 * Ends what was started in an environment that is over and has left its process group. Its variables tell, which only
 * Linux shows: elsewhere such a process lives on.
 */
export function sweep(accessKeyId: string): Promise<void> {
  if (process.platform !== 'linux') return Promise.resolve();
  swept.add(`AWS_ACCESS_KEY_ID=${accessKeyId}`);
  sweeping ??= sweepAll();
  return sweeping;
}

async function sweepAll(): Promise<void> {
  // All environments that end together are looked for together.
  await new Promise(setImmediate);
  sweeping = undefined;
  const marks = new Set(swept);
  swept.clear();
  const processes = (await readdir('/proc')).filter((each) => /^\d+$/.test(each));
  await Promise.all(
    processes.map(async (pid) => {
      const variables = await readFile(`/proc/${pid}/environ`, 'latin1').catch(() => '');
      if (!variables.split('\0').some((each) => marks.has(each))) return;
      try {
        process.kill(Number(pid), 'SIGKILL');
      } catch {
        // Gone meanwhile.
      }
    }),
  );
}
