import assert from 'node:assert/strict';
import { once } from 'node:events';
import { getPriority } from 'node:os';
import { test } from 'node:test';
import { Worker } from 'node:worker_threads';

test('a thread that yields lowers its own priority and nobody else’s', {
  skip: process.platform !== 'linux' && 'only Linux has priorities per thread',
}, async () => {
  const before = getPriority();
  const module = new URL('./thread-priority.ts', import.meta.url).href;
  const worker = new Worker(
    `import(${JSON.stringify(module)}).then(({ yieldToTheCloud }) => {
      yieldToTheCloud();
      const threadId = Number(require('node:fs').readlinkSync('/proc/thread-self').split('/').at(-1));
      require('node:worker_threads').parentPort.postMessage(require('node:os').getPriority(threadId));
    })`,
    { eval: true },
  );
  const [priority] = await once(worker, 'message');
  await worker.terminate();
  assert.ok(priority > before, `${priority} is not a lower priority than ${before}`);
  assert.equal(getPriority(), before);
});
