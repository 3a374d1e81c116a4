import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CreateArchiveCommand } from '@aws-sdk/client-eventbridge';
import { ListQueuesCommand } from '@aws-sdk/client-sqs';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { connectClients } from '#experiment/clients.ts';
import { watchCalls } from './watch-calls.ts';

test('each call of each client is told of, whether it is answered or not', async (t) => {
  // Nobody listens on this port.
  const clients = connectClients('http://127.0.0.1:9');
  t.after(() => clients.close());
  const calls: string[] = [];
  watchCalls(clients, (client, command) => calls.push(`${client} ${command}`));
  const abortSignal = AbortSignal.abort();
  await Promise.allSettled([
    clients.sqs.send(new ListQueuesCommand({}), { abortSignal }),
    clients.eventBridge.send(new CreateArchiveCommand({ ArchiveName: 'a', EventSourceArn: 'b' }), {
      abortSignal,
    }),
    clients.documents.send(new PutCommand({ TableName: 'a', Item: { a: 1 } }), { abortSignal }),
  ]);
  assert.deepEqual(calls.sort(), [
    'documents PutItemCommand',
    'eventBridge CreateArchiveCommand',
    'sqs ListQueuesCommand',
  ]);
});
