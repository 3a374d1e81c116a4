import assert from 'node:assert/strict';
import { ReceiveMessageCommand, SendMessageBatchCommand, SendMessageCommand } from '@aws-sdk/client-sqs';
import { behavioursOf } from '../../testing/behaviour.ts';
import { startQueues } from '../../testing/queues.ts';

const behaviour = behavioursOf('SQS', import.meta.filename);
const guide = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide';
const api = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference';

const text = (StringValue: string, DataType = 'String') => ({ DataType, StringValue });
const one = { a: text('v') };
const many = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, text('v')]));

const refusedAttributes: Record<string, Record<string, { DataType: string; StringValue?: string }>> = {
  'an empty value': { a: text('') },
  'no value': { a: { DataType: 'String' } },
  'another type': { a: text('true', 'Boolean') },
  'a type that only begins with one': { a: text('x', 'Strings') },
  'a type of more than 256 characters': { a: text('x', `String.${'x'.repeat(250)}`) },
  'a number that is none': { a: text('abc', 'Number') },
  'a number of 39 digits': { a: text('1'.repeat(39), 'Number') },
  'a number beyond 10^126': { a: text('1e127', 'Number') },
  'a binary attribute with a text': { a: text('x', 'Binary') },
  'a control character': { a: text('\u0001') },
  'a name that begins with AWS.': { 'AWS.x': text('v') },
  'a name that begins with amazon.': { 'amazon.x': text('v') },
  'a name with a space': { 'a b': text('v') },
  'a name that begins with a period': { '.a': text('v') },
  'a name that ends with a period': { 'a.': text('v') },
  'a name with two periods in succession': { 'a..b': text('v') },
  'a name of 257 characters': { ['n'.repeat(257)]: text('v') },
  'eleven attributes': many(11),
};

behaviour(
  'message attributes that are none are refused, each with its reason',
  { source: `${guide}/sqs-message-metadata.html` },
  async (t) => {
    const { send } = await startQueues(t);
    for (const [what, MessageAttributes] of Object.entries(refusedAttributes))
      await assert.rejects(send('x', { MessageAttributes }), { name: 'InvalidParameterValue' }, what);
    await send('x', { MessageAttributes: many(10) });
    await send('x', {
      MessageAttributes: {
        'a-b_c.d': text('-1.5e10', 'Number.float'),
        png: { DataType: 'Binary.png', BinaryValue: Uint8Array.of(0, 255) },
      },
    });
  },
);

behaviour(
  'a message of any Unicode characters but control characters is taken',
  { source: `${api}/API_SendMessage.html` },
  async (t) => {
    const { send, receive } = await startQueues(t);
    await send('\t\n\r 😀');
    assert.equal((await receive())[0]?.Body, '\t\n\r 😀');
    for (const body of ['\u0000', '\u000b', '\ufffe'])
      await assert.rejects(send(`a${body}`), { name: 'InvalidMessageContents' });
    await assert.rejects(send(''), { name: 'MissingParameter' });
  },
);

behaviour(
  'what is only for FIFO queues, or not for them, is refused',
  { source: `${api}/API_SendMessage.html` },
  async (t) => {
    const standard = await startQueues(t);
    const fifo = await startQueues(t, { FifoQueue: true });
    const refused = { name: 'InvalidParameterValue' };
    await assert.rejects(standard.send('x', { MessageDeduplicationId: 'd' }), refused);
    await assert.rejects(standard.send('x', { DelaySeconds: 901 }), refused);
    await assert.rejects(standard.send('x', { DelaySeconds: -1 }), refused);
    await assert.rejects(standard.send('x', { MessageGroupId: 'ü' }), refused);
    const ids = { MessageGroupId: 'g', MessageDeduplicationId: 'd' };
    await assert.rejects(fifo.send('x', { ...ids, DelaySeconds: 1 }), refused);
    await assert.rejects(fifo.send('x', { ...ids, MessageGroupId: 'g'.repeat(129) }), refused);
    await assert.rejects(fifo.send('x', { ...ids, MessageDeduplicationId: 'a b' }), refused);
    await assert.rejects(fifo.send('x', { MessageGroupId: 'g' }), refused);
    await assert.rejects(fifo.send('x', { MessageDeduplicationId: 'd' }), { name: 'MissingParameter' });
    await fifo.send('x', ids);
  },
);

behaviour(
  'the trace header goes with the message and is not counted in its size',
  { source: `${api}/API_MessageSystemAttributeValue.html` },
  async (t) => {
    const { sqs, url, send, receive } = await startQueues(t, { MaximumMessageSize: 1_024 });
    const header = 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1';
    const MessageSystemAttributes = { AWSTraceHeader: text(header) };
    const sent = await sqs.send(
      new SendMessageCommand({ QueueUrl: url, MessageBody: 'x'.repeat(1_024), MessageSystemAttributes }),
    );
    assert.match(sent.MD5OfMessageSystemAttributes ?? '', /^[\da-f]{32}$/);
    assert.equal((await receive())[0]?.Attributes?.AWSTraceHeader, header);
    const batch = await sqs.send(
      new SendMessageBatchCommand({
        QueueUrl: url,
        Entries: [{ Id: 'a', MessageBody: 'x', MessageSystemAttributes }],
      }),
    );
    assert.equal(batch.Successful?.[0]?.MD5OfMessageSystemAttributes, sent.MD5OfMessageSystemAttributes);
    const other = { Other: text('x') } as unknown as typeof MessageSystemAttributes;
    for (const wrong of [{ AWSTraceHeader: text('1', 'Number') }, other])
      await assert.rejects(send('x', { MessageSystemAttributes: wrong }), { name: 'InvalidParameterValue' });
  },
);

behaviour(
  'in a batch each entry is taken or refused on its own',
  { source: `${api}/API_SendMessageBatch.html` },
  async (t) => {
    const { sqs, url } = await startQueues(t);
    const { Successful, Failed } = await sqs.send(
      new SendMessageBatchCommand({
        QueueUrl: url,
        Entries: [
          { Id: 'good', MessageBody: 'x', MessageAttributes: one },
          { Id: 'late', MessageBody: 'x', DelaySeconds: 901 },
          { Id: 'empty', MessageBody: 'x', MessageAttributes: { a: text('') } },
          { Id: 'control', MessageBody: '\u0000' },
        ],
      }),
    );
    assert.deepEqual(
      Successful?.map((each) => each.Id),
      ['good'],
    );
    assert.deepEqual(
      Failed?.map(({ Id, Code, SenderFault }) => [Id, Code, SenderFault]),
      [
        ['late', 'InvalidParameterValue', true],
        ['empty', 'InvalidParameterValue', true],
        ['control', 'InvalidMessageContents', true],
      ],
    );
  },
);

behaviour(
  'a batch is refused as a whole for its entries’ number, ids and total size',
  { source: `${api}/API_SendMessageBatch.html` },
  async (t) => {
    const { sqs, url } = await startQueues(t);
    const sendBatch = (Entries: { Id: string; MessageBody: string }[]) =>
      sqs.send(new SendMessageBatchCommand({ QueueUrl: url, Entries }));
    const entry = (Id: string, MessageBody = 'x') => ({ Id, MessageBody });
    const eleven = Array.from({ length: 11 }, (_, index) => entry(`${index}`));
    const half = 'x'.repeat(524_288);
    const prefix = 'AWS.SimpleQueueService.';
    const refusals: [{ Id: string; MessageBody: string }[], string][] = [
      [[], `${prefix}EmptyBatchRequest`],
      [eleven, `${prefix}TooManyEntriesInBatchRequest`],
      [[entry('a'), entry('a')], `${prefix}BatchEntryIdsNotDistinct`],
      [[entry('a b')], `${prefix}InvalidBatchEntryId`],
      [[entry('a'.repeat(81))], `${prefix}InvalidBatchEntryId`],
      [[entry('a', half), entry('b', `${half}x`)], `${prefix}BatchRequestTooLong`],
    ];
    for (const [entries, code] of refusals)
      await assert.rejects(
        sendBatch(entries),
        (error: Error & { Code?: string }) => error.Code === code || error.name === code.replace(prefix, ''),
        code,
      );
    await sendBatch([entry('a', half), entry('b', half)]);
  },
);

behaviour(
  'of message attributes those are returned that are asked for by name or prefix, with the digest of these',
  { source: `${api}/API_ReceiveMessage.html` },
  async (t) => {
    const { sqs, url, send } = await startQueues(t, { VisibilityTimeout: 0 });
    await send('x', {
      MessageAttributes: { 'order.id': text('1'), 'order.kind': text('b'), other: text('c') },
    });
    const asked = async (MessageAttributeNames: string[]) => {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl: url, MessageAttributeNames }),
      );
      return Object.keys(Messages[0]?.MessageAttributes ?? {});
    };
    // The SDK itself compares the digest with what it got.
    assert.deepEqual(await asked(['other', 'nowhere']), ['other']);
    assert.deepEqual(await asked(['order.*']), ['order.id', 'order.kind']);
    assert.deepEqual(await asked(['.*']), ['order.id', 'order.kind', 'other']);
    assert.deepEqual(await asked([]), []);
  },
);
