import assert from 'node:assert/strict';
import { startTemplate } from '../../testing/assembly.ts';
import { behavioursOf } from '../../testing/behaviour.ts';
import { echo } from '../../testing/gateway-templates.ts';
import { jsonOf } from '../../testing/http.ts';
import { lambdaTargets, loadBalancer, loadBalancerUrl } from '../../testing/load-balancer-templates.ts';
import { functionResource } from '../../testing/templates.ts';
import { Watch } from '../../testing/watch.ts';

const behaviour = behavioursOf('Application Load Balancer', import.meta.filename);
const source = 'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/lambda-functions.html';
const errors =
  'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-troubleshooting.html';

const template = (code: string, targets: Record<string, unknown> = {}, fn: Record<string, unknown> = {}) => ({
  Resources: { Function: functionResource(code, fn), ...loadBalancer(targets) },
  Outputs: { ...loadBalancerUrl, Group: { Value: { Ref: 'Targets' } } },
});

const multiple = {
  TargetGroupAttributes: [{ Key: 'lambda.multi_value_headers.enabled', Value: 'true' }],
};

behaviour(
  'the function gets the request as an event, with the last value of each header and parameter',
  { source },
  async (t) => {
    const cloud = await startTemplate(t, template(echo));
    const event = await jsonOf(
      fetch(`${cloud.outputs.BalancerUrl}/orders/7?myKey=val1&myKey=val%202`, {
        method: 'POST',
        body: 'Hello',
        headers: { 'X-Mine': 'One', 'content-type': 'text/plain' },
      }),
    );
    assert.deepEqual(event.requestContext, { elb: { targetGroupArn: cloud.outputs.Group } });
    assert.equal(event.httpMethod, 'POST');
    assert.equal(event.path, '/orders/7');
    // "If the query parameters are URL-encoded, the load balancer does not decode them."
    assert.deepEqual(event.queryStringParameters, { myKey: 'val%202' });
    assert.equal(event.headers['x-mine'], 'One');
    assert.equal(event.headers['x-forwarded-for'], '127.0.0.1');
    assert.equal(event.headers['x-forwarded-proto'], 'http');
    assert.match(event.headers['x-amzn-trace-id'], /^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/);
    assert.equal(event.multiValueHeaders, undefined);
    assert.equal(event.body, 'Hello');
    assert.equal(event.isBase64Encoded, false);
  },
);

behaviour(
  'with multi-value headers enabled, headers and parameters are lists, in events and responses',
  { source },
  async (t) => {
    const cloud = await startTemplate(
      t,
      template(
        `exports.handler = async (event) => ({ statusCode: 200, multiValueHeaders: { 'set-cookie': ['a=1', 'b=2'] }, headers: { ignored: '1' }, body: JSON.stringify(event) });`,
        multiple,
      ),
    );
    const response = await fetch(`${cloud.outputs.BalancerUrl}/?myKey=val1&myKey=val2`);
    assert.deepEqual(response.headers.getSetCookie(), ['a=1', 'b=2']);
    assert.equal(response.headers.get('ignored'), null);
    const event = await jsonOf(response);
    assert.deepEqual(event.multiValueQueryStringParameters, { myKey: ['val1', 'val2'] });
    assert.deepEqual(event.multiValueHeaders.accept, ['*/*']);
    assert.equal(event.headers, undefined);
    assert.equal(event.queryStringParameters, undefined);
  },
);

for (const [contentType, contentEncoding, isBase64Encoded] of [
  ['text/csv', undefined, false],
  ['application/json', undefined, false],
  ['application/x-www-form-urlencoded', undefined, true],
  ['image/png', undefined, true],
  ['application/json', 'gzip', true],
] as const) {
  behaviour(
    `a body of ${contentType}${contentEncoding ? `, ${contentEncoding}` : ''} reaches the function ${isBase64Encoded ? 'in Base64' : 'as it is'}`,
    { source },
    async (t) => {
      const cloud = await startTemplate(t, template(echo));
      const event = await jsonOf(
        fetch(`${cloud.outputs.BalancerUrl}/`, {
          method: 'POST',
          body: '{}',
          headers: {
            'content-type': contentType,
            ...(contentEncoding && { 'content-encoding': contentEncoding }),
          },
        }),
      );
      assert.equal(event.isBase64Encoded, isBase64Encoded);
      assert.equal(event.body, isBase64Encoded ? btoa('{}') : '{}');
    },
  );
}

behaviour(
  'the response has the function’s status, description, headers and decoded body',
  { source },
  async (t) => {
    const cloud = await startTemplate(
      t,
      template(
        `exports.handler = async () => ({ statusCode: 201, statusDescription: '201 Made', headers: { 'Content-Type': 'text/plain', Connection: 'close', 'Transfer-Encoding': 'chunked' }, body: 'aGk=', isBase64Encoded: true });`,
      ),
    );
    const response = await fetch(`${cloud.outputs.BalancerUrl}/`);
    assert.equal(response.status, 201);
    assert.equal(response.statusText, 'Made');
    assert.equal(response.headers.get('content-type'), 'text/plain');
    assert.notEqual(response.headers.get('connection'), 'close');
    assert.equal(await response.text(), 'hi');
  },
);

const bad = [
  ['throws', `throw new Error('no');`],
  ['runs into its timeout', `await new Promise((resolve) => setTimeout(resolve, 5_000));`],
  ['answers no HTTP response', `return { body: 'x' };`],
  ['answers a header that is none', `return { statusCode: 200, headers: { 'a b': 'c' } };`],
  ['answers more than 1 MB', `return { statusCode: 200, body: 'x'.repeat(1024 * 1024) };`],
] as const;

for (const [what, code] of bad) {
  behaviour(`a function that ${what} gives the caller 502`, { source: errors }, async (t) => {
    const cloud = await startTemplate(
      t,
      template(
        `exports.handler = async ({ path }) => { if (path === '/bad') { ${code} } return { statusCode: 200, body: 'served' }; };`,
        {},
        { Timeout: 1 },
      ),
    );
    assert.equal((await fetch(`${cloud.outputs.BalancerUrl}/bad`)).status, 502);
    assert.equal(await (await fetch(`${cloud.outputs.BalancerUrl}/`)).text(), 'served');
  });
}

behaviour('a throttled function gives the caller 502', { source: errors }, async (t) => {
  const cloud = await startTemplate(t, template(echo, {}, { ReservedConcurrentExecutions: 0 }));
  assert.equal((await fetch(`${cloud.outputs.BalancerUrl}/`)).status, 502);
});

behaviour('a target group without a target answers 503', { source: errors }, async (t) => {
  const cloud = await startTemplate(t, {
    Resources: { ...loadBalancer(), Targets: lambdaTargets(undefined) },
    Outputs: loadBalancerUrl,
  });
  assert.equal((await fetch(`${cloud.outputs.BalancerUrl}/`)).status, 503);
});

const refused: [string, number, RequestInit][] = [
  ['a body above 1 MB', 413, { method: 'POST', body: 'x'.repeat(1024 * 1024 + 1) }],
  ['a request to upgrade to WebSocket', 400, { headers: {} }],
  [
    'more than 30 addresses in X-Forwarded-For',
    463,
    { headers: { 'x-forwarded-for': Array(31).fill('10.0.0.1').join(', ') } },
  ],
  ['headers above 64 KB', 400, { headers: { 'x-long': 'x'.repeat(66_000) } }],
];

for (const [what, status, init] of refused) {
  behaviour(
    `${what} gets ${status}, and no function runs`,
    { source: what.includes('WebSocket') ? source : errors },
    async (t) => {
      const cloud = await startTemplate(t, template(echo));
      const watch = new Watch(cloud);
      const got = what.includes('WebSocket')
        ? await upgradeStatus(cloud.outputs.BalancerUrl as string)
        : (await fetch(`${cloud.outputs.BalancerUrl}/`, init)).status;
      assert.equal(got, status);
      assert.equal(watch.of('invocation-started').length, 0);
    },
  );
}

/** What an upgrade request is answered with; fetch cannot send one. */
async function upgradeStatus(url: string): Promise<number> {
  const { get } = await import('node:http');
  return new Promise((resolve, reject) => {
    get(url, { headers: { connection: 'Upgrade', upgrade: 'websocket' } }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    }).on('error', reject);
  });
}
