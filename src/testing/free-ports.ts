import { once } from 'node:events';
import { createServer } from 'node:net';

const lowest = 20_000;
const highest = 32_000;
const step = 30;

/**
 * The first of `count` ports in a row (at most 30) that are free on loopback. They lie below those that a system hands out
 * to who asks for any (Linux from 32768 on, macOS and Windows from 49152), so that no other test gets one of them in the
 * moment before it is used, and begin in another place for each process.
 */
export async function freePorts(count = 1): Promise<number> {
  const blocks = (highest - lowest) / step;
  for (let tried = 0; tried < blocks; tried += 1) {
    const first = lowest + ((process.pid + tried) % blocks) * step;
    const ports = Array.from({ length: count }, (_, index) => first + index);
    if ((await Promise.all(ports.map(isFree))).every(Boolean)) return first;
  }
  throw new Error(
    `No ${count} ports in a row are free from ${lowest} to ${highest}. End what listens there.`,
  );
}

async function isFree(port: number): Promise<boolean> {
  const probe = createServer().listen(port, '127.0.0.1');
  const free = await once(probe, 'listening').then(
    () => true,
    () => false,
  );
  if (free) {
    probe.close();
    await once(probe, 'close');
  }
  return free;
}
