import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as cdk from 'aws-cdk-lib/core';
import * as cr from 'aws-cdk-lib/custom-resources';
import { startCloud } from './index.ts';
import type { DeployError } from './kernel/errors.ts';

/*
 * Custom resources whose provider is CDK's Provider framework, as `cdk synth` writes it: its functions answer CloudFormation
 * for those of the app, and a state machine asks until the work is complete.
 * https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.custom_resources-readme.html#provider-framework
 */

/** A stack `Provider` of one custom resource, whose data `Answer` is its output; `codes` are of the app's functions. */
function assemblyOf(t: TestContext, codes: { onEvent: string; isComplete?: string }): string {
  const outdir = mkdtempSync(join(tmpdir(), 'provider-'));
  t.after(() => rmSync(outdir, { recursive: true, force: true }));
  const app = new cdk.App({ outdir, builtinCloudFormationValidation: false });
  const stack = new cdk.Stack(app, 'Provider');
  const fn = (id: string, code: string) =>
    new lambda.Function(stack, id, {
      runtime: lambda.Runtime.NODEJS_24_X,
      handler: 'index.handler',
      code: lambda.Code.fromInline(code),
    });
  const provider = new cr.Provider(stack, 'Framework', {
    onEventHandler: fn('OnEvent', codes.onEvent),
    ...(codes.isComplete !== undefined && {
      isCompleteHandler: fn('IsComplete', codes.isComplete),
      queryInterval: cdk.Duration.seconds(10),
      totalTimeout: cdk.Duration.seconds(30),
    }),
  });
  const resource = new cdk.CustomResource(stack, 'Resource', {
    serviceToken: provider.serviceToken,
    resourceType: 'Custom::Thing',
    properties: { Size: 3 },
  });
  new cdk.CfnOutput(stack, 'Id', { value: resource.ref });
  new cdk.CfnOutput(stack, 'Answer', { value: resource.getAttString('Answer') });
  app.synth();
  return outdir;
}

/** Ten seconds between two questions last a tenth of one. */
const settings = { timeScale: 0.01 };

/** Runs it to its end; gives the outputs, and what the app's functions were asked for. */
async function run(t: TestContext, codes: { onEvent: string; isComplete?: string }) {
  const cloud = await startCloud({ assembly: assemblyOf(t, codes), settings });
  t.after(() => cloud.close());
  const deletions: string[] = [];
  cloud.subscribe((event) => {
    if (event.type === 'log-line' && event.line.includes('APP ')) deletions.push(event.line);
  });
  const { outputs } = cloud;
  await cloud.close();
  return { outputs, deletions: deletions.map((line) => line.slice(line.indexOf('APP ') + 4)) };
}

const refusalOf = async (t: TestContext, codes: { onEvent: string; isComplete?: string }) => {
  let problem = '';
  await assert.rejects(startCloud({ assembly: assemblyOf(t, codes), settings }), (error: DeployError) => {
    problem = error.problem;
    return true;
  });
  return problem;
};

const onEvent = `exports.handler = async ({ RequestType, ResourceProperties }) => {
  console.log('APP onEvent ' + RequestType);
  return { PhysicalResourceId: 'thing', Data: { Answer: 'size ' + ResourceProperties.Size } };
};`;

test('a provider of CDK: what onEvent returns is the resource', async (t) => {
  const { outputs, deletions } = await run(t, { onEvent });
  assert.deepEqual(outputs, { Id: 'thing', Answer: 'size 3' });
  assert.deepEqual(deletions, ['onEvent Delete']);
});

test('a provider of CDK that waits: its state machine asks isComplete until it is', async (t) => {
  const isComplete = `let asked = 0;
    exports.handler = async ({ RequestType, PhysicalResourceId }) => {
      console.log('APP isComplete ' + RequestType + ' ' + PhysicalResourceId);
      asked += 1;
      if (RequestType === 'Delete') return { IsComplete: true };
      return asked < 3 ? { IsComplete: false } : { IsComplete: true, Data: { Answer: 'asked ' + asked } };
    };`;
  const { outputs, deletions } = await run(t, { onEvent, isComplete });
  assert.deepEqual(outputs, { Id: 'thing', Answer: 'asked 3' });
  assert.deepEqual(deletions, ['onEvent Delete', 'isComplete Delete thing']);
});

test('a provider of CDK that fails or is never complete ends the deployment with its reason', async (t) => {
  const failing = `exports.handler = async () => { throw new Error('no room'); };`;
  assert.match(await refusalOf(t, { onEvent: failing }), /Resource.* was not created: .*no room/);
  const isComplete = `exports.handler = async ({ RequestType }) => ({ IsComplete: RequestType === 'Delete' });`;
  assert.match(
    await refusalOf(t, { onEvent, isComplete }),
    /was not created: its provider answered FAILED: Operation timed out/,
  );
});
