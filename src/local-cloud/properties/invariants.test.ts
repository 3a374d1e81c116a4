import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CloudEvent } from '../../content/event.ts';
import { accounting } from './invariants/accounting.ts';
import { concurrency } from './invariants/concurrency.ts';
import { fifoOrder } from './invariants/fifo-order.ts';
import { receiveCounts } from './invariants/receive-counts.ts';
import type { ScenarioRun } from './run-scenario.ts';

const queued = (type: string, messageId: string, more: object = {}) => ({ type, messageId, ...more });

/** A run of two messages, `1` and `2`, of one FIFO group. */
function runOf(events: object[], counts: Partial<ScenarioRun['counts']> = {}): ScenarioRun {
  const message = { group: 'a', steps: ['store' as const], wanted: true, sentAtMs: 0 };
  const empty = { visible: 0, inFlight: 0 };
  return {
    scenario: {
      fifo: true,
      filtered: false,
      partialResponses: false,
      batchSize: 1,
      maxReceiveCount: 2,
      maximumConcurrency: 2,
      reservedConcurrency: 1,
      duplicates: 0,
      messages: [message, message],
    },
    accepted: ['1', '2'],
    events: events.map((each) => ({ at: 0, resource: 'Queue', ...each })) as CloudEvent[],
    counts: { queue: empty, dlq: empty, ...counts },
  };
}

const sent = [queued('message-enqueued', '1'), queued('message-enqueued', '2')];
const received = (id: string, receiveCount: number) => queued('message-received', id, { receiveCount });
const stored = (id: string) => ({ type: 'item-written', resource: 'Table', key: `id=${id}` });
const started = (invocationId: string, causes: string[] = []) => ({
  type: 'invocation-started',
  resource: 'Function',
  invocationId,
  causes,
});

const done = (id: string) => [received(id, 1), stored(id), queued('message-deleted', id)];

const broken = [
  { what: 'a lost message', invariant: accounting, events: [...sent, ...done('1')] },
  {
    what: 'a message deleted without being stored',
    invariant: accounting,
    events: [...sent, received('1', 1), queued('message-deleted', '1'), ...done('2')],
  },
  {
    what: 'a message in two places',
    invariant: accounting,
    events: [...sent, ...done('1'), ...done('2'), queued('message-returned', '1', { receiveCount: 1 })],
  },
  {
    what: 'a skipped receive count',
    invariant: receiveCounts,
    events: [...sent, received('1', 1), received('1', 3)],
  },
  {
    what: 'a receive too many',
    invariant: receiveCounts,
    events: [...sent, received('1', 1), received('1', 2), received('1', 3)],
  },
  {
    what: 'a message dead-lettered too early',
    invariant: receiveCounts,
    events: [...sent, received('1', 1), queued('message-dead-lettered', '1', { receiveCount: 1 })],
  },
  { what: 'a receive out of turn', invariant: fifoOrder, events: [...sent, received('2', 1)] },
  {
    what: 'a receive while an earlier message is in flight',
    invariant: fifoOrder,
    events: [...sent, received('1', 1), started('i', ['1']), received('2', 1)],
  },
  {
    what: 'a batch in another order',
    invariant: fifoOrder,
    events: [...sent, received('1', 1), received('2', 1), started('i', ['2', '1'])],
  },
  { what: 'two invocations where one may run', invariant: concurrency, events: [started('i'), started('j')] },
];

for (const { what, invariant, events } of broken)
  test(`an invariant is broken by ${what}`, () => {
    assert.notEqual(invariant.violation(runOf(events)), undefined);
  });

test('no invariant is broken by a run in which all goes well', () => {
  const run = runOf([...sent, ...done('1'), ...done('2')]);
  for (const invariant of [accounting, receiveCounts, fifoOrder, concurrency])
    assert.equal(invariant.violation(run), undefined);
});
