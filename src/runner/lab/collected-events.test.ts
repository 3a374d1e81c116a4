import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CloudEvent } from '#content/event.ts';
import { CollectedEvents } from './collected-events.ts';

test('what the cloud and what a stand-in tells is collected in its order, from one begin, until the end', () => {
  const clouds = new Set<(event: CloudEvent) => void>();
  let now = 100;
  const emit = () => {
    for (const listener of clouds)
      listener({ type: 'request-answered', at: now, resource: 'Api', requestId: 'a', status: 200 });
  };
  const collected = new CollectedEvents({
    now: () => now,
    subscribe(listener) {
      clouds.add(listener);
      return () => clouds.delete(listener);
    },
  });
  const tell = () =>
    collected.tell({ type: 'request-answered', resource: 'load-balancer', requestId: 'b', status: 502 });

  tell();
  const heard: number[] = [];
  const { events, end } = collected.collect(({ at }) => heard.push(at));
  now = 105;
  emit();
  now = 110;
  tell();
  end();
  emit();
  tell();
  assert.deepEqual(
    events.map(({ at, resource, standIn }) => [at, resource, standIn]),
    [
      [5, 'Api', undefined],
      [10, 'load-balancer', true],
    ],
  );
  assert.deepEqual(heard, [5, 10]);
});
