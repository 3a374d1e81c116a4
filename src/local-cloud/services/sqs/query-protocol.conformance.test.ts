import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { TestContext } from 'node:test';
import { behavioursOf } from '../../testing/behaviour.ts';
import { startQueues } from '../../testing/queues.ts';

const behaviour = behavioursOf('SQS', import.meta.filename);
const api = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference';
const guide = 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide';
const md5 = (text: string) => createHash('md5').update(text).digest('hex');

/** A cloud with one queue, and a form sent to it, or to `to`, as the older protocol has it. */
async function start(t: TestContext, properties: Record<string, unknown> = {}) {
  const running = await startQueues(t, properties);
  const call = async (form: string, to = running.url) => {
    const response = await fetch(to, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
      body: `${form}&Version=2012-11-05`,
    });
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      xml: await response.text(),
    };
  };
  return { ...running, call };
}

/** Texts of all elements of this name. */
const texts = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map(([, text]) => text ?? '');

/** Bare tags, in order, without their texts. */
const shape = (xml: string): string => xml.replaceAll(/<\?.*?\?>|(?<=>)[^<]+(?=<)/g, '');

const xmlns = 'xmlns="http://queue.amazonaws.com/doc/2012-11-05/"';
const metadata = '<ResponseMetadata><RequestId></RequestId></ResponseMetadata>';

behaviour(
  'the Query protocol sends, receives, hides and deletes messages, with the XML of the pages',
  { source: `${api}/API_ReceiveMessage.html` },
  async (t) => {
    const { call } = await start(t);
    const body = 'This is a <test> & message';
    const sent = await call(
      `Action=SendMessage&MessageBody=${encodeURIComponent(body)}&MessageAttribute.1.Name=kind&MessageAttribute.1.Value.DataType=String&MessageAttribute.1.Value.StringValue=order&MessageAttribute.2.Name=raw&MessageAttribute.2.Value.DataType=Binary&MessageAttribute.2.Value.BinaryValue=AAE%3D`,
    );
    assert.equal(sent.status, 200);
    assert.match(sent.type ?? '', /^text\/xml/);
    assert.equal(
      shape(sent.xml),
      `<SendMessageResponse ${xmlns}><SendMessageResult><MessageId></MessageId><MD5OfMessageBody></MD5OfMessageBody><MD5OfMessageAttributes></MD5OfMessageAttributes></SendMessageResult>${metadata}</SendMessageResponse>`,
    );
    assert.deepEqual(texts(sent.xml, 'MD5OfMessageBody'), [md5(body)]);

    const received = await call(
      'Action=ReceiveMessage&MaxNumberOfMessages=5&VisibilityTimeout=15&AttributeName=All&MessageAttributeName.1=All',
    );
    const [message = ''] = /<Message>.*<\/Message>/.exec(received.xml) ?? [];
    assert.match(message, /<Body>This is a &lt;test&gt; &amp; message<\/Body>/);
    assert.match(message, /<Attribute><Name>ApproximateReceiveCount<\/Name><Value>1<\/Value><\/Attribute>/);
    assert.match(
      message,
      /<MessageAttribute><Name>kind<\/Name><Value>(<\w+>\w+<\/\w+>)*<StringValue>order<\/StringValue>/,
    );
    assert.match(message, /<BinaryValue>AAE=<\/BinaryValue>/);
    assert.deepEqual(texts(message, 'MessageId'), texts(sent.xml, 'MessageId'));

    const [handle = ''] = texts(message, 'ReceiptHandle');
    const ReceiptHandle = encodeURIComponent(handle);
    const hidden = await call(
      `Action=ChangeMessageVisibility&ReceiptHandle=${ReceiptHandle}&VisibilityTimeout=60`,
    );
    assert.equal(
      shape(hidden.xml),
      `<ChangeMessageVisibilityResponse ${xmlns}>${metadata}</ChangeMessageVisibilityResponse>`,
    );
    const deleted = await call(`Action=DeleteMessage&ReceiptHandle=${ReceiptHandle}`);
    assert.equal(shape(deleted.xml), `<DeleteMessageResponse ${xmlns}>${metadata}</DeleteMessageResponse>`);
    const empty = await call('Action=ReceiveMessage');
    assert.equal(empty.status, 200);
    assert.doesNotMatch(empty.xml, /<Message>/);
  },
);

behaviour(
  'the Query protocol numbers the entries of a batch, and answers each on its own',
  { source: `${api}/API_SendMessageBatch.html` },
  async (t) => {
    const { call } = await start(t);
    const sent = await call(
      'Action=SendMessageBatch&SendMessageBatchRequestEntry.1.Id=test_msg_001&SendMessageBatchRequestEntry.1.MessageBody=test%20message%20body%201&SendMessageBatchRequestEntry.2.Id=test_msg_002&SendMessageBatchRequestEntry.2.MessageBody=test%20message%20body%202&SendMessageBatchRequestEntry.2.DelaySeconds=901&SendMessageBatchRequestEntry.3.Id=test_msg_003&SendMessageBatchRequestEntry.3.MessageBody=3&SendMessageBatchRequestEntry.3.MessageAttribute.1.Name=test_attribute_name_1&SendMessageBatchRequestEntry.3.MessageAttribute.1.Value.StringValue=test_attribute_value_1&SendMessageBatchRequestEntry.3.MessageAttribute.1.Value.DataType=String',
    );
    const entries = sent.xml.match(/<SendMessageBatchResultEntry>.*?<\/SendMessageBatchResultEntry>/g) ?? [];
    assert.deepEqual(
      entries.flatMap((each) => texts(each, 'Id')),
      ['test_msg_001', 'test_msg_003'],
    );
    assert.equal(texts(entries[1] ?? '', 'MD5OfMessageAttributes').length, 1);
    assert.match(
      sent.xml,
      /<BatchResultErrorEntry><Id>test_msg_002<\/Id>.*<SenderFault>true<\/SenderFault>.*<\/BatchResultErrorEntry>/,
    );
    const received = await call('Action=ReceiveMessage&MaxNumberOfMessages=10');
    const handles = texts(received.xml, 'ReceiptHandle');
    assert.equal(handles.length, 2);
    const deleted = await call(
      `Action=DeleteMessageBatch&${handles.map((each, n) => `DeleteMessageBatchRequestEntry.${n + 1}.Id=msg${n}&DeleteMessageBatchRequestEntry.${n + 1}.ReceiptHandle=${encodeURIComponent(each)}`).join('&')}`,
    );
    assert.deepEqual(texts(deleted.xml, 'Id'), ['msg0', 'msg1']);
  },
);

behaviour(
  'the Query protocol creates, lists, tags, describes and deletes queues',
  { source: `${api}/API_CreateQueue.html` },
  async (t) => {
    const { call, cloud } = await start(t);
    const root = cloud.endpoints.sqs;
    const created = await call(
      'Action=CreateQueue&QueueName=MyQueue&Attribute.1.Name=VisibilityTimeout&Attribute.1.Value=40&Tag.Key=QueueType&Tag.Value=Production',
      root,
    );
    const [url = ''] = texts(created.xml, 'QueueUrl');
    assert.match(url, /\/000000000000\/MyQueue$/);
    const found = await call('Action=GetQueueUrl&QueueName=MyQueue', root);
    assert.equal(
      shape(found.xml),
      `<GetQueueUrlResponse ${xmlns}><GetQueueUrlResult><QueueUrl></QueueUrl></GetQueueUrlResult>${metadata}</GetQueueUrlResponse>`,
    );
    assert.deepEqual(texts(found.xml, 'QueueUrl'), [url]);
    const listed = await call('Action=ListQueues&QueueNamePrefix=M', root);
    assert.deepEqual(texts(listed.xml, 'QueueUrl'), [url]);
    const attributes = await call(
      `Action=GetQueueAttributes&QueueUrl=${encodeURIComponent(url)}&AttributeName.1=VisibilityTimeout&AttributeName.2=DelaySeconds`,
      root,
    );
    assert.match(attributes.xml, /<Attribute><Name>VisibilityTimeout<\/Name><Value>40<\/Value><\/Attribute>/);
    assert.match(attributes.xml, /<Attribute><Name>DelaySeconds<\/Name><Value>0<\/Value><\/Attribute>/);
    await call('Action=SetQueueAttributes&Attribute.Name=DelaySeconds&Attribute.Value=3', url);
    await call('Action=TagQueue&Tag.1.Key=Owner&Tag.1.Value=Developer123', url);
    const tags = await call('Action=ListQueueTags', url);
    assert.match(tags.xml, /<Tag><Key>QueueType<\/Key><Value>Production<\/Value><\/Tag>/);
    assert.match(tags.xml, /<Tag><Key>Owner<\/Key><Value>Developer123<\/Value><\/Tag>/);
    await call('Action=UntagQueue&TagKey.1=QueueType&TagKey.2=Owner', url);
    assert.doesNotMatch((await call('Action=ListQueueTags', url)).xml, /<Tag>/);
    const gone = await call('Action=DeleteQueue', url);
    assert.equal(shape(gone.xml), `<DeleteQueueResponse ${xmlns}>${metadata}</DeleteQueueResponse>`);
    const after = await call('Action=GetQueueAttributes&AttributeName.1=All', url);
    assert.deepEqual(texts(after.xml, 'Code'), ['AWS.SimpleQueueService.NonExistentQueue']);
  },
);

behaviour(
  'an error of the Query protocol names its type, code and message',
  { source: `${guide}/sqs-api-responses.html#sqs-api-error-response-structure` },
  async (t) => {
    const { call, url } = await start(t);
    for (const [form, code] of [
      ['Action=SendMessage', 'MissingParameter'],
      ['Action=ReceiveMessage&MaxNumberOfMessages=11', 'InvalidParameterValue'],
      ['Action=SendMessageBatch', 'AWS.SimpleQueueService.EmptyBatchRequest'],
      ['Action=FlyToTheMoon', 'InvalidAction'],
      ['Nothing=here', 'MissingAction'],
    ] as const) {
      const { status, xml } = await call(form);
      assert.equal(status, 400, form);
      assert.equal(
        shape(xml),
        `<ErrorResponse ${xmlns}><Error><Type></Type><Code></Code><Message></Message><Detail/></Error><RequestId></RequestId></ErrorResponse>`,
      );
      assert.deepEqual([texts(xml, 'Type'), texts(xml, 'Code')], [['Sender'], [code]]);
    }
    const elsewhere = await call('Action=ReceiveMessage', url.replace(/[^/]+$/, 'nowhere'));
    assert.deepEqual(texts(elsewhere.xml, 'Code'), ['AWS.SimpleQueueService.NonExistentQueue']);
  },
);

behaviour(
  'the Query protocol takes its parameters from the address of a GET too, and waits for a message',
  { source: `${guide}/sqs-making-api-requests.html` },
  async (t) => {
    const { url, send } = await start(t);
    const polled = fetch(`${url}?Action=ReceiveMessage&WaitTimeSeconds=20&Version=2012-11-05`);
    await send('late');
    assert.deepEqual(texts(await (await polled).text(), 'Body'), ['late']);
  },
);
