import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import {
  type Architecture,
  GetEventSourceMappingCommand,
  LambdaClient,
  type LambdaServiceException,
  ListEventSourceMappingsCommand,
  UpdateEventSourceMappingCommand,
  UpdateFunctionCodeCommand,
} from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import type { Cloud } from '../../../cloud.ts';
import { behavioursOf } from '../../../testing/behaviour.ts';
import { startFunction } from '../../../testing/lambda.ts';
import { logged, startMappedQueue } from '../../../testing/mapped-queue.ts';
import { startMappedStream } from '../../../testing/mapped-stream.ts';

const behaviour = behavioursOf('Lambda', import.meta.filename);
const codePage = 'https://docs.aws.amazon.com/lambda/latest/api/API_UpdateFunctionCode.html';
const mappingPage = 'https://docs.aws.amazon.com/lambda/latest/api/API_UpdateEventSourceMapping.html';
const FunctionName = 'Test-Function';

const zipOf = (source: string) => zipSync({ 'index.js': strToU8(source) });
const named = (name: string, status: number) => (error: LambdaServiceException) => {
  assert.equal(error.name, name);
  assert.equal(error.$metadata.httpStatusCode, status);
  return true;
};

behaviour(
  'UpdateFunctionCode replaces the code of the unpublished version: the next invocation runs the new one',
  { source: codePage },
  async (t) => {
    const { client, invoke, eventsOf } = await startFunction(t, 'exports.handler = async () => "old";');
    assert.equal((await invoke()).payload, 'old');
    const ZipFile = zipOf('exports.handler = async () => "new";');
    const dry = await client.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile, DryRun: true }));
    assert.equal(dry.FunctionName, FunctionName);
    assert.equal((await invoke()).payload, 'old');
    await client.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile }));
    assert.equal((await invoke()).payload, 'new');
    assert.deepEqual(
      eventsOf('invocation-started').map(({ coldStart }) => coldStart),
      [true, false, true],
    );
  },
);

behaviour(
  'UpdateFunctionCode publishes no version, and to ask for one is refused by name',
  { source: codePage, fidelity: 'differs', note: 'Here a stack makes versions.' },
  async (t) => {
    const { client, invoke } = await startFunction(t, 'exports.handler = async () => "old";');
    const ZipFile = zipOf('exports.handler = async () => "new";');
    const update = (Publish: boolean) =>
      client.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile, Publish }));
    await assert.rejects(update(true), {
      name: 'InvalidParameterValueException',
      message: /^The local cloud does not know Publish of this call/,
    });
    assert.equal((await invoke()).payload, 'old');
    await update(false);
    assert.equal((await invoke()).payload, 'new');
  },
);

behaviour(
  'UpdateFunctionCode takes one architecture of the two that there are',
  {
    source: codePage,
    fidelity: 'differs',
    note: 'the code runs on this machine’s processor, whichever is said',
  },
  async (t) => {
    const { client, invoke } = await startFunction(t, 'exports.handler = async () => "old";');
    const ZipFile = zipOf('exports.handler = async () => "new";');
    const update = (...Architectures: Architecture[]) =>
      client.send(new UpdateFunctionCodeCommand({ FunctionName, ZipFile, Architectures }));
    for (const wrong of [[], ['x86_64', 'arm64'], ['x86' as Architecture]] as Architecture[][])
      await assert.rejects(update(...wrong), {
        name: 'InvalidParameterValueException',
        message: /^Architectures is \[.*\]: give one of x86_64, arm64, in a list\.$/,
      });
    assert.equal((await invoke()).payload, 'old');
    await update('x86_64');
    assert.equal((await invoke()).payload, 'new');
  },
);

behaviour(
  'an invocation that runs while the code is replaced ends with the code that it began with',
  {
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html',
    fidelity: 'modelled',
    note: 'AWS may still begin invocations with the old code for a short time; here none begins after the call is answered.',
  },
  async (t) => {
    const { client, invoke, eventually } = await startFunction(
      t,
      'exports.handler = async () => { console.log("in"); await new Promise((done) => setTimeout(done, 300)); return "old"; };',
    );
    const running = invoke();
    await eventually((event) => event.type === 'log-line');
    await client.send(
      new UpdateFunctionCodeCommand({ FunctionName, ZipFile: zipOf('exports.handler = async () => "new";') }),
    );
    assert.equal((await invoke()).payload, 'new');
    assert.equal((await running).payload, 'old');
  },
);

behaviour(
  'UpdateFunctionCode answers 400 to what is no .zip file and 404 for a function that is not there',
  { source: codePage },
  async (t) => {
    const { client, invoke } = await startFunction(t, 'exports.handler = async () => 1;');
    const send = (name: string, ZipFile: Uint8Array) =>
      client.send(new UpdateFunctionCodeCommand({ FunctionName: name, ZipFile }));
    await assert.rejects(send(FunctionName, strToU8('no zip')), named('InvalidParameterValueException', 400));
    await assert.rejects(send('Nobody', zipOf('')), named('ResourceNotFoundException', 404));
    assert.equal((await invoke()).payload, 1);
  },
);

const echo =
  'exports.handler = async ({ Records }) => console.log(Records.map((each) => each.body).join(" "));';

/** Lambda's client for a cloud. */
function lambdaOf(t: TestContext, cloud: Pick<Cloud, 'endpoints'>): LambdaClient {
  const client = new LambdaClient({
    endpoint: cloud.endpoints.lambda,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
  t.after(() => client.destroy());
  return client;
}

/** A mapped queue with Lambda's client and the UUID of the mapping. */
async function startMapping(...[t, parts]: Parameters<typeof startMappedQueue>) {
  const mapped = await startMappedQueue(t, parts);
  const client = lambdaOf(t, mapped.cloud);
  const { EventSourceMappings = [] } = await client.send(new ListEventSourceMappingsCommand({}));
  const UUID = EventSourceMappings[0]?.UUID;
  assert.ok(UUID);
  const update = (changes: object) => client.send(new UpdateEventSourceMappingCommand({ UUID, ...changes }));
  return { ...mapped, client, UUID, update };
}

behaviour(
  'a disabled event source mapping stops polling, and an enabled one goes on: no message is lost',
  { source: mappingPage },
  async (t) => {
    const { watch, send, update } = await startMapping(t, { code: echo });
    assert.equal((await update({ Enabled: false })).State, 'Disabled');
    const [id] = await send(['kept']);
    assert.equal(watch.of('message-received').length, 0);
    assert.equal((await update({ Enabled: true })).State, 'Enabled');
    const [deleted] = await watch.first('message-deleted');
    assert.equal(deleted?.messageId, id);
    assert.deepEqual(logged(watch), ['kept']);
  },
);

behaviour(
  'a mapping is described with its ARN, the time of its last change, and its filters as they were given',
  { source: 'https://docs.aws.amazon.com/lambda/latest/api/API_EventSourceMappingConfiguration.html' },
  async (t) => {
    const Pattern = '{"data":{"kind":["order"]}}';
    const { cloud } = await startMappedStream(t, { mapping: { FilterCriteria: { Filters: [{ Pattern }] } } });
    const client = lambdaOf(t, cloud);
    const { EventSourceMappings: [listed] = [] } = await client.send(new ListEventSourceMappingsCommand({}));
    assert.deepEqual(listed?.FilterCriteria, { Filters: [{ Pattern }] });
    const { UUID, LastModified, EventSourceMappingArn } = await client.send(
      new GetEventSourceMappingCommand({ UUID: listed?.UUID }),
    );
    assert.equal(EventSourceMappingArn, `arn:aws:lambda:us-east-1:000000000000:event-source-mapping:${UUID}`);
    assert.ok(Math.abs(Number(LastModified) - Date.now()) < 600_000, String(LastModified));
  },
);

behaviour(
  'ListEventSourceMappings gives as many as MaxItems says, and a marker of the next',
  { source: 'https://docs.aws.amazon.com/lambda/latest/api/API_ListEventSourceMappings.html' },
  async (t) => {
    const { cloud } = await startMappedStream(t, {});
    const client = lambdaOf(t, cloud);
    const list = (input: object) => client.send(new ListEventSourceMappingsCommand(input));
    const { EventSourceMappings, NextMarker } = await list({ MaxItems: 1 });
    assert.equal(EventSourceMappings?.length, 1);
    assert.equal(NextMarker, undefined);
    await assert.rejects(list({ MaxItems: 0 }), named('ValidationException', 400));
    await assert.rejects(list({ Marker: '7' }), named('InvalidParameterValueException', 400));
  },
);

behaviour(
  'UpdateEventSourceMapping changes what is named and leaves the rest',
  { source: mappingPage },
  async (t) => {
    const { client, UUID, update } = await startMapping(t, { mapping: { BatchSize: 3 } });
    await update({ ScalingConfig: { MaximumConcurrency: 2 } });
    const got = await client.send(new GetEventSourceMappingCommand({ UUID }));
    assert.equal(got.BatchSize, 3);
    assert.equal(got.ScalingConfig?.MaximumConcurrency, 2);
    await update({ ScalingConfig: {}, BatchSize: 1 });
    const after = await client.send(new GetEventSourceMappingCommand({ UUID }));
    assert.equal(after.BatchSize, 1);
    assert.equal(after.ScalingConfig?.MaximumConcurrency, undefined);
  },
);

behaviour(
  'UpdateEventSourceMapping answers 400 to a value out of range and 404 for a mapping that is not there',
  { source: mappingPage },
  async (t) => {
    const { client, update } = await startMapping(t, {});
    await assert.rejects(update({ BatchSize: 0 }), named('InvalidParameterValueException', 400));
    await assert.rejects(
      update({ ScalingConfig: { MaximumConcurrency: 1 } }),
      named('InvalidParameterValueException', 400),
    );
    await assert.rejects(
      client.send(new UpdateEventSourceMappingCommand({ UUID: 'Nobody', BatchSize: 1 })),
      named('ResourceNotFoundException', 404),
    );
  },
);
