import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { behavioursOf } from '../../../testing/behaviour.ts';
import { startMappedQueue } from '../../../testing/mapped-queue.ts';

const behaviour = behavioursOf('Lambda with SQS', import.meta.filename);
const guide = 'https://docs.aws.amazon.com/lambda/latest/dg';

const responses: { what: string; returns: string; deleted: number }[] = [
  { what: 'an empty list', returns: '{ batchItemFailures: [] }', deleted: 2 },
  { what: 'a null list', returns: '{ batchItemFailures: null }', deleted: 2 },
  { what: 'an empty response', returns: '{}', deleted: 2 },
  { what: 'a null response', returns: 'null', deleted: 2 },
  { what: 'the identifier of one', returns: '{ batchItemFailures: [{ itemIdentifier: id }] }', deleted: 1 },
  { what: 'an empty identifier', returns: `{ batchItemFailures: [{ itemIdentifier: '' }] }`, deleted: 0 },
  { what: 'a null identifier', returns: '{ batchItemFailures: [{ itemIdentifier: null }] }', deleted: 0 },
  { what: 'an identifier with a bad key name', returns: '{ batchItemFailures: [{ id }] }', deleted: 0 },
  {
    what: 'an identifier of no message',
    returns: `{ batchItemFailures: [{ itemIdentifier: 'x' }] }`,
    deleted: 0,
  },
];

for (const { what, returns, deleted } of responses) {
  const outcome = ['a complete failure', 'a partial success', 'a complete success'][deleted];
  behaviour(
    `with partial batch responses, ${what} is ${outcome}`,
    { source: `${guide}/services-sqs-errorhandling.html` },
    async (t) => {
      const { watch, send } = await startMappedQueue(t, {
        code: `exports.handler = async ({ Records }) => { const id = Records[0].messageId; return ${returns}; };`,
        mapping: { FunctionResponseTypes: ['ReportBatchItemFailures'], BatchSize: 2 },
      });
      await send(['a', 'b']);
      await watch.first('invocation-ended');
      // What is deleted is deleted before anything else happens.
      await setImmediate();
      assert.equal(watch.of('message-deleted').length, deleted);
    },
  );
}

behaviour(
  'without ReportBatchItemFailures a list of failures is ignored: all messages are deleted',
  { source: `${guide}/services-sqs-errorhandling.html` },
  async (t) => {
    const { watch, send } = await startMappedQueue(t, {
      code: `exports.handler = async ({ Records }) => ({ batchItemFailures: [{ itemIdentifier: Records[0].messageId }] });`,
    });
    await send(['a']);
    await watch.first('message-deleted', 'Queue');
  },
);
