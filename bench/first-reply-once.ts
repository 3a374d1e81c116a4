/* One measured process of first-reply.ts: from nothing to the first 2xx of the lab's synchronous path. */
import { request } from 'node:http';
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { assemble } from '#runner/assembly.ts';
import { findLabs } from '#runner/labs.ts';
import { project } from '#runner/project.ts';

enableCompileCache(join(project.cache, 'compile'));
const lab = findLabs(project.labs).find((each) => each.name === 'two-paths');
if (!lab) throw new Error('There is no lab two-paths.');
// As in the runner: what the cloud is made of loads while the stack is being synthesized.
const [{ folder }, { startCloud }] = await Promise.all([assemble(lab), import('#local-cloud/index.ts')]);
const cloud = await startCloud({ assembly: folder });
const status = await new Promise((resolve, reject) => {
  const call = request(`${cloud.outputs.ApiUrl}/sync/orders`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
  });
  call.on('response', (answer) => resolve(answer.statusCode)).on('error', reject);
  call.end(JSON.stringify({ orderId: 'first', customer: 'bench', item: 'espresso' }));
});
process.stdout.write(folder);
await cloud.close();
process.exit(status === 201 ? 0 : 1);
