import assert from 'node:assert/strict';
import {
  CreateQueueCommand,
  GetQueueUrlCommand,
  ListDeadLetterSourceQueuesCommand,
  ListQueuesCommand,
} from '@aws-sdk/client-sqs';
import { behavioursOf } from '../../testing/behaviour.ts';
import { startQueues } from '../../testing/queues.ts';

const behaviour = behavioursOf('SQS', import.meta.filename);
const api = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference';

behaviour(
  'queues are listed page by page, each once, whatever its name begins with',
  { source: `${api}/API_ListQueues.html` },
  async (t) => {
    const { sqs } = await startQueues(t);
    for (const QueueName of ['alpha', 'Beta', 'gamma', '_one'])
      await sqs.send(new CreateQueueCommand({ QueueName }));
    const list = async (input: ListQueuesCommand['input']) => sqs.send(new ListQueuesCommand(input));
    const nameOf = (url: string) => url.split('/').at(-1);
    const seen: (string | undefined)[] = [];
    let token: string | undefined;
    do {
      const { QueueUrls = [], NextToken } = await list({ MaxResults: 1, NextToken: token });
      seen.push(...QueueUrls.map(nameOf));
      token = NextToken;
    } while (token !== undefined);
    assert.deepEqual(seen.toSorted(), ['Beta', 'Test-Dlq', 'Test-Queue', '_one', 'alpha', 'gamma']);
    assert.deepEqual((await list({ QueueNamePrefix: 'Test-' })).QueueUrls?.map(nameOf), [
      'Test-Dlq',
      'Test-Queue',
    ]);
    assert.equal((await list({})).NextToken, undefined);
  },
);

behaviour(
  'a page of queues has 1 to 1,000',
  { source: `${api}/API_ListDeadLetterSourceQueues.html` },
  async (t) => {
    const { sqs, deadLetterUrl: QueueUrl } = await startQueues(t, {}, { maxReceiveCount: 1 });
    for (const MaxResults of [0, 1_001]) {
      const refused = { name: 'InvalidParameterValue' };
      await assert.rejects(sqs.send(new ListQueuesCommand({ MaxResults })), refused);
      await assert.rejects(
        sqs.send(new ListDeadLetterSourceQueuesCommand({ QueueUrl, MaxResults })),
        refused,
      );
    }
    const { queueUrls = [], NextToken } = await sqs.send(
      new ListDeadLetterSourceQueuesCommand({ QueueUrl, MaxResults: 1 }),
    );
    assert.deepEqual([queueUrls.length, NextToken], [1, undefined]);
  },
);

behaviour(
  'a queue’s address is found by its name, and none of another account',
  { source: `${api}/API_GetQueueUrl.html` },
  async (t) => {
    const { sqs, url } = await startQueues(t);
    const find = (input: Partial<GetQueueUrlCommand['input']>) =>
      sqs.send(new GetQueueUrlCommand({ QueueName: 'Test-Queue', ...input }));
    assert.equal((await find({})).QueueUrl, url);
    assert.equal((await find({ QueueOwnerAWSAccountId: '000000000000' })).QueueUrl, url);
    for (const input of [{ QueueName: 'nowhere' }, { QueueOwnerAWSAccountId: '111111111111' }])
      await assert.rejects(find(input), { name: 'QueueDoesNotExist' });
  },
);
