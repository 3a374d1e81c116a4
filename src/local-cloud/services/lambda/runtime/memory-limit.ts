const everyMs = 50;

/** Calls `exceeded` when this process has more memory than `mebibytes`. It does not notice while JavaScript runs. */
export function watchMemory(mebibytes: number, exceeded: () => void): void {
  setInterval(() => {
    if (process.memoryUsage.rss() > mebibytes * 2 ** 20) exceeded();
  }, everyMs).unref();
}
