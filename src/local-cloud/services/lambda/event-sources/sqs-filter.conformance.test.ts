import assert from 'node:assert/strict';
import { behavioursOf } from '../../../testing/behaviour.ts';
import { logged, startMappedQueue } from '../../../testing/mapped-queue.ts';

const behaviour = behavioursOf('Lambda with SQS', import.meta.filename);
const guide = 'https://docs.aws.amazon.com/lambda/latest/dg';

behaviour(
  'messages that no filter lets through are deleted without an invocation',
  { source: `${guide}/invocation-eventfiltering.html` },
  async (t) => {
    const { watch, send } = await startMappedQueue(t, {
      code: `exports.handler = async ({ Records }) => { for (const each of Records) console.log(each.body); };`,
      mapping: {
        FilterCriteria: {
          Filters: [
            { Pattern: '{"body":{"kind":["order"],"total":[{"numeric":[">",10]}]}}' },
            { Pattern: '{"body":{"kind":["refund"]}}' },
          ],
        },
      },
    });
    const bodies = [
      '{"kind":"order","total":11}',
      '{"kind":"order","total":10}',
      '{"kind":"refund"}',
      'no JSON',
    ];
    const ids = await send(bodies);
    await watch.first('message-deleted', 'Queue', 4);
    assert.deepEqual(logged(watch).sort(), [bodies[0], bodies[2]]);
    assert.deepEqual(
      watch
        .of('message-deleted')
        .filter((each) => each.reason === 'filtered')
        .map((each) => ids.indexOf(each.messageId))
        .sort(),
      [1, 3],
    );
  },
);
