import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EventStream } from '../kernel/events.ts';
import { startTemplate } from '../testing/assembly.ts';
import { httpApi, httpApiUrl } from '../testing/gateway-templates.ts';
import { loadBalancer, loadBalancerUrl } from '../testing/load-balancer-templates.ts';
import { functionResource } from '../testing/templates.ts';
import { Watch } from '../testing/watch.ts';
import { OpenTraces } from './open-traces.ts';

/** Answers `/page` when its own front has answered `/part`, and says for whom it asks when it is asked to. */
const page = functionResource(
  `exports.handler = async ({ path, rawPath, headers }) => {
    if ((path ?? rawPath) === '/part') return { statusCode: 200, headers: {}, body: 'part' };
    const trace = headers['x-tell'] ? { 'x-amzn-trace-id': headers['x-amzn-trace-id'] } : {};
    const response = await fetch('http://' + headers.host + '/part', { headers: trace });
    return { statusCode: response.status, headers: {}, body: await response.text() };
  };`,
  { Timeout: 20 },
);

const fronts = [
  { name: 'a load balancer', front: loadBalancer(), outputs: loadBalancerUrl },
  { name: 'an HTTP API', front: httpApi(['$default']), outputs: httpApiUrl },
];

for (const { name, front, outputs } of fronts) {
  test(`behind ${name}, a call with the trace of a request is known as made for that one`, async (t) => {
    const cloud = await startTemplate(t, { Resources: { Function: page, ...front }, Outputs: outputs });
    const [url] = Object.values(cloud.outputs);
    const watch = new Watch(cloud);
    const whose = async (headers: Record<string, string>) => {
      const before = watch.of('request-received').length;
      const answers = await Promise.all([1, 2].map(() => fetch(`${url}/page`, { headers })));
      for (const answer of answers) assert.equal(await answer.text(), 'part');
      const received = watch.of('request-received').slice(before);
      const parts = received.filter(({ path }) => path === '/part').map(({ cause }) => cause);
      const pages = received.filter(({ path }) => path === '/page');
      assert.deepEqual(
        pages.map(({ cause }) => cause),
        [undefined, undefined],
      );
      return { parts: new Set(parts), pages: new Set(pages.map(({ requestId }) => requestId)) };
    };
    const told = await whose({ 'x-tell': 'yes' });
    assert.deepEqual(told.parts, told.pages);
    assert.deepEqual((await whose({})).parts, new Set([undefined]));
  });
}

test('a trace that a client made up is nobody’s, nor is that of a request that is answered', () => {
  const traces = OpenTraces.of(new EventStream());
  const own = 'Root=1-67891233-abcdef012345678912345678';
  assert.deepEqual([traces.begin('a', 0, own), traces.begin('b', 0, own)], [{}, {}]);
  const trace = traces.begin('c', 0, undefined);
  assert.deepEqual(traces.begin('d', 0, `Self=1-0-0; ${trace.given};CalledFrom=app`), { cause: 'c' });
  traces.end(trace);
  assert.deepEqual(traces.begin('e', 0, trace.given), {});
});

test('the fronts of a cloud know each other’s traces, those of another cloud do not', () => {
  const events = new EventStream();
  const { given } = OpenTraces.of(events).begin('a', 0, undefined);
  assert.deepEqual(OpenTraces.of(events).begin('b', 0, given), { cause: 'a' });
  assert.deepEqual(OpenTraces.of(new EventStream()).begin('b', 0, given), {});
});
