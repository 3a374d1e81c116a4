import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CloudEvent } from '#content/event.ts';
import { eventsOf, runningInvocations } from './event-counts.ts';

const started = (invocationId: string): CloudEvent => ({
  at: 0,
  type: 'invocation-started',
  resource: 'Worker0A1B2C3D',
  invocationId,
  trigger: 'sqs',
  causes: [],
  environmentId: 'e',
  coldStart: false,
});

test('finds events by the name of the construct', () => {
  assert.equal(eventsOf([started('1')], 'invocation-started', 'Worker').length, 1);
  assert.equal(eventsOf([started('1')], 'invocation-started', 'Work').length, 0);
});

test('what has begun and not ended is running', () => {
  const ended: CloudEvent = {
    at: 1,
    type: 'invocation-ended',
    resource: 'Worker0A1B2C3D',
    invocationId: '1',
    outcome: 'failed',
  };
  assert.equal(runningInvocations([started('1'), started('2'), ended]), 1);
  // What began before the repetition may end in it.
  assert.equal(runningInvocations([started('2'), ended]), 1);
  assert.equal(runningInvocations([ended]), 0);
});
