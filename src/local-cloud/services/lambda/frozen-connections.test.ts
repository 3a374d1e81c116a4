import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { startLambda } from '../../testing/lambda.ts';
import { functionResource } from '../../testing/templates.ts';

test('connections that were closed while the environment was frozen are not used again', async (t) => {
  const server = createServer({ keepAliveTimeout: 50, keepAliveTimeoutBuffer: 0 }, (_request, response) =>
    response.end('served'),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  const { invoke } = await startLambda(t, {
    Function: functionResource(
      `const http = require('node:http');
       const agent = new http.Agent({ keepAlive: true });
       exports.handler = async () => new Promise((resolve, reject) => {
         http.get({ port: ${(server.address() as AddressInfo).port}, agent, headers: {} }, (response) => {
           response.resume().on('end', () => resolve(response.statusCode));
         }).on('error', reject);
       });`,
    ),
    Other: functionResource('exports.handler = async () => new Promise((r) => setTimeout(r, 300));'),
  });
  for (let round = 0; round < 3; round += 1) {
    assert.equal((await invoke()).payload, 200);
    await invoke({}, { FunctionName: 'Test-Other' });
  }
});
