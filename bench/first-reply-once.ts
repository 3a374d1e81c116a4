/* One measured process of first-reply.ts: from nothing to the first 2xx, as Unix ms. */
import { request } from 'node:http';
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { assemble } from '#runner/assembly.ts';
import { findLabs } from '#runner/labs.ts';
import { project } from '#runner/project.ts';

enableCompileCache(join(project.cache, 'compile'));
const lab = findLabs(project.labs).find((each) => each.name === 'two-paths');
if (!lab) throw new Error('There is no lab two-paths.');
// As in the runner: what the cloud is made of loads while the stack is being synthesized.
const [{ folder }, { startCloud }] = await Promise.all([assemble(lab), import('#local-cloud/index.ts')]);
const cloud = await startCloud({ assembly: folder });

const reply = (path: string) =>
  new Promise<number | undefined>((resolve, reject) => {
    const url = `${cloud.outputs.ApiUrl}${path}`;
    const call = request(url, { method: 'POST', headers: { 'content-type': 'application/json' } });
    call.on('response', (answer) => resolve(answer.statusCode)).on('error', reject);
    call.end(JSON.stringify({ orderId: path, customer: 'bench', item: 'espresso' }));
  });
// Both paths at once: the first 2xx is the queued path's receipt, the other waits for a function and for the
// stand-in of a payment provider.
const sync = reply('/sync/orders');
const accepted = await reply('/queued/orders');
const first2xxAt = performance.timeOrigin + performance.now();
const stored = await sync;
const syncReplyAt = performance.timeOrigin + performance.now();
process.stdout.write(JSON.stringify({ folder, first2xxAt, syncReplyAt }));
await cloud.close();
process.exit(accepted === 202 && stored === 201 ? 0 : 1);
