import { readFileSync } from 'node:fs';

/** How often it is looked whether the process that started this one is still there. */
const lookEveryMs = 1_000;

/**
 * Calls `end` when npm, which started this process, is gone without a word. Somebody who starts it without npm may end his
 * shell and leave it running.
 */
export function outliving(self, end, { everyMs = lookEveryMs, parentOf = parentInProc } = {}) {
  if (self.env.npm_lifecycle_event === undefined || self.platform === 'win32') return;
  // npm calls a shell, and not every shell gives its place to the one program that it is to start.
  const between = () => {
    const parent = parentOf(self.ppid);
    return /^(ba|da|a|z)?sh$/.test(parent?.name ?? '') ? `${self.ppid} ${parent.parent}` : `${self.ppid}`;
  };
  const before = between();
  const looking = setInterval(() => {
    if (between() === before) return;
    clearInterval(looking);
    end();
  }, everyMs);
  looking.unref();
}

/** The name of a process, and the number of the one that started it; undefined where the system has no /proc. */
function parentInProc(pid) {
  try {
    const [, name, parent] = /\((.*)\) \S (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    return { name, parent };
  } catch {
    return undefined;
  }
}

/**
 * Variables with which nothing on this machine is asked for through a proxy: Node asks one for every address where
 * NODE_USE_ENV_PROXY is set. https://nodejs.org/api/cli.html#node_use_env_proxy1
 */
export function besideProxies(env) {
  const before = env.no_proxy || env.NO_PROXY;
  const hosts = [...(before ? [before] : []), 'localhost', '127.0.0.1', '[::1]'].join(',');
  return { no_proxy: hosts, NO_PROXY: hosts };
}
