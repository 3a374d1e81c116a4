/**
 * Signals of a handler reach what it started, and nothing else of this machine: on AWS there is nothing else. What a
 * program that the handler starts does is its own.
 */
export function signalOnlyItself(): void {
  const { kill, pid } = process;
  const outside = new Set([process.ppid, 1]);
  Object.defineProperty(process, 'ppid', { configurable: true, enumerable: true, value: 1 });
  process.kill = (target, signal) => {
    // "Every process that I may signal": there, all of its own.
    if (target === -1) return kill.call(process, process.platform === 'win32' ? pid : -pid, signal);
    if (outside.has(Math.abs(target)))
      throw Object.assign(new Error('kill EPERM'), { code: 'EPERM', errno: -1, syscall: 'kill' });
    return kill.call(process, target, signal);
  };
}
