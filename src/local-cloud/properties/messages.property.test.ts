import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fc, propertyRuns } from '#testing/properties.ts';
import { type MessageScenario, messageScenarios } from './messages/command.ts';
import { runMessages } from './messages/run-messages.ts';

const receive = { do: 'receive', from: 'Queue', atMost: 1, visibilitySeconds: undefined } as const;

/** A message that is delivered twice: with the earlier handle it cannot be deleted. */
const earlierHandle: MessageScenario = {
  fifo: false,
  maxReceiveCount: 3,
  retention: undefined,
  duplicates: 1,
  refused: [],
  commands: [
    { do: 'send', group: 'a', delaySeconds: 0, again: false },
    receive,
    receive,
    { do: 'delete', handle: 1 },
  ],
};

/** A handle that outlives its message deletes nothing: the thousand cases found that it did. */
const handleOfExpired: MessageScenario = {
  fifo: false,
  maxReceiveCount: 1,
  retention: { Queue: 60, Dlq: 90 },
  duplicates: 0,
  refused: [],
  commands: [
    { do: 'send', group: 'a', delaySeconds: 0, again: false },
    receive,
    { do: 'pass', seconds: 60 },
    { do: 'delete', handle: 0 },
  ],
};

test('property: whatever senders, dying consumers, operators and the clock do, a message is received only when nobody has it, and ends once', async () => {
  await fc.assert(
    fc.asyncProperty(messageScenarios, async (scenario) => {
      const { sent, ends } = await runMessages(scenario);
      for (const body of new Set(sent)) {
        const all = ends.get(body) ?? [];
        const final = all.filter((end) => end === 'deleted' || end === 'expired');
        // A standard queue took it twice where its sender sent it twice.
        const taken = sent.filter((each) => each === body).length;
        assert.equal(final.length, taken, `${body} ended: ${all.join()}`);
        if (!scenario.retention) assert.ok(!final.includes('expired'), `${body} expired`);
      }
    }),
    { numRuns: propertyRuns(50), examples: [[earlierHandle], [handleOfExpired]] },
  );
});
