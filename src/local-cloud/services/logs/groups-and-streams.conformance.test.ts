import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import {
  CreateLogGroupCommand,
  type CreateLogGroupCommandInput,
  CreateLogStreamCommand,
  DeleteLogGroupCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  type FilterLogEventsCommandInput,
  GetLogEventsCommand,
  type GetLogEventsCommandInput,
  type LogGroupClass,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import type { TemplateResource } from '../../template/template.ts';
import { startTemplate } from '../../testing/assembly.ts';
import { behavioursOf } from '../../testing/behaviour.ts';
import { clientsOf } from '../../testing/clients.ts';
import { functionResource, httpApiInFrontOf } from '../../testing/templates.ts';

const behaviour = behavioursOf('CloudWatch Logs', import.meta.filename);
const guide = 'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs';
const api = 'https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference';
const template =
  'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-logs-loggroup.html';
const logGroupName = 'shop';
const kmsKeyId = 'arn:aws:kms:us-east-1:000000000000:key/one';

async function startLogs(t: TestContext, Resources: Record<string, TemplateResource> = {}) {
  const cloud = await startTemplate(t, {
    Resources,
    ...('Api' in Resources && {
      Outputs: { Url: { Value: { 'Fn::GetAtt': ['Api', 'ApiEndpoint'] } } },
    }),
  });
  const { cloudWatchLogs: logs } = clientsOf(t, cloud);
  /** The lines of a group, read page by page. */
  const messages = async (name: string, more: Partial<FilterLogEventsCommandInput> = {}) => {
    const found: string[] = [];
    let nextToken: string | undefined;
    do {
      const page = await logs.send(
        new FilterLogEventsCommand({ logGroupName: name, ...more, ...(nextToken && { nextToken }) }),
      );
      found.push(...(page.events ?? []).map(({ message = '' }) => message));
      nextToken = page.nextToken;
    } while (nextToken);
    return found;
  };
  return { cloud, logs, messages };
}

async function startStream(t: TestContext) {
  const { logs, messages } = await startLogs(t);
  await logs.send(new CreateLogGroupCommand({ logGroupName }));
  await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName: 'till' }));
  const put = (...logEvents: { timestamp: number; message: string }[]) =>
    logs.send(new PutLogEventsCommand({ logGroupName, logStreamName: 'till', logEvents }));
  return { logs, messages, put };
}

behaviour(
  'a log group is made once, listed by prefix, and gone when it is deleted',
  { source: `${api}/API_CreateLogGroup.html` },
  async (t) => {
    const { logs } = await startLogs(t);
    for (const each of ['shop/orders', 'shop/stock', 'other'])
      await logs.send(new CreateLogGroupCommand({ logGroupName: each }));
    await assert.rejects(logs.send(new CreateLogGroupCommand({ logGroupName: 'other' })), {
      name: 'ResourceAlreadyExistsException',
    });
    const names = async () => {
      const { logGroups = [] } = await logs.send(
        new DescribeLogGroupsCommand({ logGroupNamePrefix: 'shop/' }),
      );
      return logGroups.map((each) => each.logGroupName);
    };
    assert.deepEqual(await names(), ['shop/orders', 'shop/stock']);
    await logs.send(new DeleteLogGroupCommand({ logGroupName: 'shop/stock' }));
    assert.deepEqual(await names(), ['shop/orders']);
    await assert.rejects(logs.send(new DeleteLogGroupCommand({ logGroupName: 'shop/stock' })), {
      name: 'ResourceNotFoundException',
    });
  },
);

behaviour(
  'a log group of the class Standard can be made, is told with its class and key, and is found by its class',
  {
    source: `${api}/API_CreateLogGroup.html`,
    fidelity: 'differs',
    note: 'A group of the class Infrequent Access or Delivery is refused, as are protection against deletion and groups of linked accounts.',
  },
  async (t) => {
    const { logs } = await startLogs(t);
    const make = (more: Partial<CreateLogGroupCommandInput>) =>
      logs.send(new CreateLogGroupCommand({ logGroupName, ...more }));
    for (const logGroupClass of ['INFREQUENT_ACCESS', 'DELIVERY'] as const)
      await assert.rejects(make({ logGroupClass }), {
        name: 'InvalidParameterException',
        message: new RegExp(`logGroupClass: ${logGroupClass} is not emulated: .* Leave logGroupClass out`),
      });
    await assert.rejects(make({ deletionProtectionEnabled: true }), {
      message: 'deletionProtectionEnabled is not emulated in this call: leave it out.',
    });
    // "By default log groups are created without deletion protection enabled."
    await make({ logGroupClass: 'STANDARD', kmsKeyId, deletionProtectionEnabled: false });
    await assert.rejects(logs.send(new DescribeLogGroupsCommand({ includeLinkedAccounts: true })), {
      message: 'includeLinkedAccounts is not emulated in this call: leave it out.',
    });
    const found = async (logGroupClass: LogGroupClass) => {
      const { logGroups = [] } = await logs.send(
        // "The default for this parameter is false."
        new DescribeLogGroupsCommand({ logGroupClass, includeLinkedAccounts: false }),
      );
      return logGroups.map((each) => [each.logGroupName, each.logGroupClass, each.kmsKeyId]);
    };
    assert.deepEqual(await found('STANDARD'), [[logGroupName, 'STANDARD', kmsKeyId]]);
    assert.deepEqual(await found('INFREQUENT_ACCESS'), []);
  },
);

behaviour(
  'the events of a call have to be in the order of their times',
  { source: `${api}/API_PutLogEvents.html` },
  async (t) => {
    const { put, messages } = await startStream(t);
    const now = Date.now();
    await assert.rejects(put({ timestamp: now, message: 'b' }, { timestamp: now - 1, message: 'a' }), {
      name: 'InvalidParameterException',
    });
    await put({ timestamp: now - 1, message: 'a' }, { timestamp: now, message: 'b' });
    assert.deepEqual(await messages(logGroupName), ['a', 'b']);
  },
);

behaviour(
  'events of more than 14 days ago, or of more than 2 hours ahead, are not kept, and the answer says which',
  { source: `${api}/API_PutLogEvents.html` },
  async (t) => {
    const { put, messages } = await startStream(t);
    const hour = 3_600_000;
    const at = (hours: number) => ({ timestamp: Date.now() + hours * hour, message: `${hours}` });
    const { rejectedLogEventsInfo } = await put(at(-15 * 24), at(0), at(3));
    assert.deepEqual(rejectedLogEventsInfo, { tooOldLogEventEndIndex: 1, tooNewLogEventStartIndex: 2 });
    assert.deepEqual(await messages(logGroupName), ['0']);
  },
);

behaviour(
  'events that are older than the retention of their group are not kept, and the answer says which',
  { source: `${api}/API_PutLogEvents.html` },
  async (t) => {
    const { logs, messages } = await startLogs(t, {
      Group: {
        Type: 'AWS::Logs::LogGroup',
        Properties: { LogGroupName: logGroupName, RetentionInDays: 3 },
      },
    });
    await logs.send(new CreateLogStreamCommand({ logGroupName, logStreamName: 'till' }));
    const at = (days: number) => ({ timestamp: Date.now() - days * 86_400_000, message: `${days}` });
    const { rejectedLogEventsInfo } = await logs.send(
      new PutLogEventsCommand({ logGroupName, logStreamName: 'till', logEvents: [at(15), at(4), at(0)] }),
    );
    assert.deepEqual(rejectedLogEventsInfo, { tooOldLogEventEndIndex: 1, expiredLogEventEndIndex: 2 });
    assert.deepEqual(await messages(logGroupName), ['0']);
  },
);

behaviour(
  'the events of a call span at most 24 hours, and take at most 1,048,576 bytes with 26 for each',
  { source: `${api}/API_PutLogEvents.html` },
  async (t) => {
    const { put, messages } = await startStream(t);
    const now = Date.now();
    const refused = { name: 'InvalidParameterException' };
    const hours = (ago: number) => ({ timestamp: now - ago * 3_600_000, message: `${ago}` });
    await assert.rejects(put(hours(25), hours(0)), refused);
    await put(hours(24), hours(1));
    const large = (bytes: number) => ({ timestamp: now, message: 'x'.repeat(bytes) });
    await assert.rejects(put(large(1_048_576 - 25)), refused);
    await put(large(1_048_576 - 26));
    // As JSON these are far more than a mebibyte.
    await put(...Array.from({ length: 10_000 }, () => ({ timestamp: now, message: '"'.repeat(78) })));
    assert.equal((await messages(logGroupName)).length, 10_003);
  },
);

behaviour(
  'groups are found by a part of their name as it is written, and told by name, ARN and time then',
  { source: `${api}/API_DescribeLogGroups.html` },
  async (t) => {
    const { logs } = await startLogs(t);
    for (const each of ['aws/DataLogs', 'GroupDataLogs', 'datalogs'])
      await logs.send(new CreateLogGroupCommand({ logGroupName: each }));
    const { logGroups = [] } = await logs.send(
      new DescribeLogGroupsCommand({ logGroupNamePattern: 'DataLogs' }),
    );
    assert.deepEqual(
      logGroups.map((each) => [each.logGroupName, Object.keys(each).toSorted().join()]),
      [
        ['GroupDataLogs', 'arn,creationTime,logGroupName'],
        ['aws/DataLogs', 'arn,creationTime,logGroupName'],
      ],
    );
  },
);

behaviour(
  'a page has at most 1 MB of events; the end of the time is in it for FilterLogEvents and not for GetLogEvents',
  { source: `${api}/API_FilterLogEvents.html` },
  async (t) => {
    const { logs, messages, put } = await startStream(t);
    const now = Date.now();
    const texts = ['a', 'b', 'c'].map((each) => each.repeat(500_000));
    for (const [place, message] of texts.entries()) await put({ timestamp: now + place, message });
    const firstOf = ({ events = [] }: { events?: { message?: string | undefined }[] | undefined }) =>
      events.map(({ message }) => message?.[0]).join('');
    const filtered = await logs.send(new FilterLogEventsCommand({ logGroupName }));
    assert.equal(firstOf(filtered), 'ab');
    assert.deepEqual(await messages(logGroupName), texts);
    const read = async (more: Partial<GetLogEventsCommandInput>) =>
      firstOf(await logs.send(new GetLogEventsCommand({ logGroupName, logStreamName: 'till', ...more })));
    assert.equal(await read({}), 'bc');
    assert.equal(await read({ startFromHead: true }), 'ab');
    assert.deepEqual(await messages(logGroupName, { startTime: now + 1, endTime: now + 2 }), texts.slice(1));
    assert.equal(await read({ startTime: now + 1, endTime: now + 2 }), 'b');
  },
);

behaviour(
  'FilterLogEvents gives the earliest events first, as it does when asked for the head; for the latest first it is refused by name',
  {
    source: `${api}/API_FilterLogEvents.html`,
    fidelity: 'differs',
    note: 'AWS gives the latest first when startFromHead is false; its default is true.',
  },
  async (t) => {
    const { messages, put } = await startStream(t);
    const now = Date.now();
    await put({ timestamp: now, message: 'a' }, { timestamp: now + 1, message: 'b' });
    for (const more of [{}, { startFromHead: true }])
      assert.deepEqual(await messages(logGroupName, more), ['a', 'b']);
    await assert.rejects(messages(logGroupName, { startFromHead: false }), {
      name: 'InvalidParameterException',
      message: 'startFromHead is not emulated in this call: leave it out.',
    });
  },
);

behaviour(
  'a log group of a template is told with its key and its class, which is Standard unless it says otherwise',
  {
    source: template,
    fidelity: 'differs',
    note: 'Nothing is encrypted; a group of the class Infrequent Access or Delivery is refused.',
  },
  async (t) => {
    const group = (Properties: Record<string, unknown>) => ({
      Group: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: logGroupName, ...Properties } },
    });
    for (const LogGroupClass of ['INFREQUENT_ACCESS', 'DELIVERY'])
      await assert.rejects(
        startLogs(t, group({ LogGroupClass })),
        new RegExp(
          `LogGroupClass.*"${LogGroupClass}" is not possible: every log group .*or give STANDARD`,
          's',
        ),
      );
    const { cloud, logs } = await startLogs(t, group({ LogGroupClass: 'STANDARD', KmsKeyId: kmsKeyId }));
    const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({}));
    assert.deepEqual(
      logGroups.map((each) => [each.logGroupName, each.logGroupClass, each.kmsKeyId]),
      [[logGroupName, 'STANDARD', kmsKeyId]],
    );
    assert.deepEqual(
      cloud.withoutEffect.map(({ what, reason }) => [what, reason]),
      [
        [
          'AWS::Logs::LogGroup KmsKeyId',
          'it is told, and encrypts nothing: everything stays in this process’s memory',
        ],
      ],
    );
  },
);

behaviour(
  'a log group keeps its events for one of the numbers of days that AWS lists',
  { source: template },
  async (t) => {
    await assert.rejects(
      startLogs(t, { Group: { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: 2 } } }),
      /RetentionInDays.*must be one of 1, 3, 5, 7, 14/s,
    );
  },
);

behaviour(
  'a stream is read page by page, from its head or from its end',
  { source: `${api}/API_GetLogEvents.html` },
  async (t) => {
    const { logs, put } = await startStream(t);
    const now = Date.now();
    await put(...['a', 'b', 'c', 'd', 'e'].map((message, place) => ({ timestamp: now + place, message })));
    const read = async (more: { nextToken?: string | undefined; startFromHead?: boolean }) => {
      const page = await logs.send(
        new GetLogEventsCommand({ logGroupName, logStreamName: 'till', limit: 2, ...more }),
      );
      return { ...page, text: page.events?.map(({ message }) => message).join('') };
    };
    const head = await read({ startFromHead: true });
    assert.equal(head.text, 'ab');
    const next = await read({ nextToken: head.nextForwardToken });
    assert.equal(next.text, 'cd');
    const last = await read({ nextToken: next.nextForwardToken });
    assert.equal(last.text, 'e');
    // "If you have reached the end of the stream, it returns the same token you passed in."
    assert.equal((await read({ nextToken: last.nextForwardToken })).nextForwardToken, last.nextForwardToken);
    const end = await read({});
    assert.equal(end.text, 'de');
    assert.equal((await read({ nextToken: end.nextBackwardToken })).text, 'bc');
  },
);

behaviour(
  'a filter pattern of terms asks for all of them, for one of those with a question mark, and for none with a minus',
  { source: `${guide}/FilterAndPatternSyntax.html` },
  async (t) => {
    const { put, messages } = await startStream(t);
    const timestamp = Date.now();
    const lines = ['ERROR not found', 'ERROR too late', 'INFO found', 'WARN late'];
    await put(...lines.map((message) => ({ timestamp, message })));
    assert.deepEqual(await messages(logGroupName, { filterPattern: 'ERROR late' }), ['ERROR too late']);
    assert.deepEqual(await messages(logGroupName, { filterPattern: '"not found"' }), ['ERROR not found']);
    assert.deepEqual(await messages(logGroupName, { filterPattern: '?INFO ?WARN' }), [
      'INFO found',
      'WARN late',
    ]);
    assert.deepEqual(await messages(logGroupName, { filterPattern: 'ERROR -found' }), ['ERROR too late']);
    await assert.rejects(messages(logGroupName, { filterPattern: '{ $.level = "error" }' }), {
      name: 'InvalidParameterException',
      message: /does not evaluate .*only patterns of terms.*Logs Insights/,
    });
  },
);

behaviour(
  'a function writes to /aws/lambda/<its name>, each execution environment to a stream of its own, with the lines START, END and REPORT around its own',
  { source: 'https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html' },
  async (t) => {
    const till = functionResource(
      'exports.handler = async (_, context) => { console.log("sold"); return [context.logGroupName, context.logStreamName, process.env.AWS_LAMBDA_LOG_GROUP_NAME]; };',
      { FunctionName: 'till' },
    );
    const { cloud, logs, messages } = await startLogs(t, { Function: till });
    // "Lambda creates the log group when the function is first invoked."
    await assert.rejects(messages('/aws/lambda/till'), { name: 'ResourceNotFoundException' });
    const lambda = new LambdaClient({
      region: 'us-east-1',
      endpoint: cloud.endpoints.lambda,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    });
    t.after(() => lambda.destroy());
    const { Payload } = await lambda.send(new InvokeCommand({ FunctionName: 'till' }));
    const [group, stream, variable] = JSON.parse(Buffer.from(Payload ?? []).toString());
    assert.deepEqual([group, variable], ['/aws/lambda/till', '/aws/lambda/till']);
    const [start, own, end, report] = await messages('/aws/lambda/till');
    assert.match(start ?? '', /^START RequestId: \S+ Version: \$LATEST$/);
    assert.equal(own, 'sold');
    assert.match(end ?? '', /^END RequestId: \S+$/);
    assert.match(report ?? '', /^REPORT RequestId: \S+\tDuration: [\d.]+ ms\tBilled Duration: \d+ ms/);
    const { logStreams = [] } = await logs.send(new DescribeLogStreamsCommand({ logGroupName: group }));
    assert.deepEqual(
      logStreams.map(({ logStreamName }) => logStreamName),
      [stream],
    );
  },
);

behaviour(
  'a function writes to the log group that its LoggingConfig names',
  { source: 'https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-loggroups.html' },
  async (t) => {
    const { cloud, messages } = await startLogs(t, {
      Group: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: 'shop' } },
      ...httpApiInFrontOf(
        functionResource('exports.handler = async () => { console.log("sold"); };', {
          LoggingConfig: { LogGroup: { Ref: 'Group' } },
        }),
      ),
    });
    await fetch(cloud.outputs.Url as string);
    assert.deepEqual(await messages('shop', { filterPattern: 'sold' }), ['sold']);
  },
);

behaviour(
  'a stage of an HTTP API writes a line in its format for each request, refused ones too',
  { source: 'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging.html' },
  async (t) => {
    const resources = httpApiInFrontOf(functionResource('exports.handler = async () => "sold";'));
    const Format =
      '{"requestId":"$context.requestId","route":"$context.routeKey","path":"$context.path","status":"$context.status","length":"$context.responseLength"}';
    Object.assign(resources.Stage?.Properties ?? {}, {
      AccessLogSettings: { DestinationArn: { 'Fn::GetAtt': ['Group', 'Arn'] }, Format },
    });
    Object.assign(resources.Route?.Properties ?? {}, { RouteKey: 'GET /till' });
    const { cloud, messages } = await startLogs(t, {
      Group: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: 'access' } },
      ...resources,
    });
    const found = await fetch(`${cloud.outputs.Url}/till`);
    const missing = await fetch(`${cloud.outputs.Url}/else`);
    const [sold, refused] = (await messages('access')).map((each) => JSON.parse(each));
    const requestId = found.headers.get('apigw-requestid');
    assert.deepEqual(sold, { requestId, route: 'GET /till', path: '/till', status: '200', length: '4' });
    assert.equal(refused.requestId, missing.headers.get('apigw-requestid'));
    assert.deepEqual([refused.route, refused.status], ['-', '404']);
  },
);
