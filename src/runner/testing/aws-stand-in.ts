/*
 * `aws <service> <operation> --parameter value …` for machines without the AWS CLI: the same call through the SDK, and
 * the answer as JSON. Knows what the guides of the labs use: strings, numbers, times, lists of strings, items, keys
 * and destinations as JSON, flags, queue attributes as `Name=value`, and the name of a file as a body.
 */
import { readFileSync } from 'node:fs';
import * as logs from '@aws-sdk/client-cloudwatch-logs';
import * as dynamodb from '@aws-sdk/client-dynamodb';
import * as events from '@aws-sdk/client-eventbridge';
import * as lambda from '@aws-sdk/client-lambda';
import * as s3 from '@aws-sdk/client-s3';
import * as sfn from '@aws-sdk/client-sfn';
import * as sqs from '@aws-sdk/client-sqs';
import * as ssm from '@aws-sdk/client-ssm';

interface Client {
  send(command: unknown): Promise<Record<string, unknown>>;
}

/** A call of ECS in its JSON protocol: the SDK's client of it is not installed. */
class EcsCall {
  readonly input: object;
  readonly action: string;
  constructor(action: string, input: object) {
    this.action = action;
    this.input = input;
  }
}

const ecs = Object.fromEntries(
  ['DescribeServices', 'UpdateService'].map((action) => [
    `${action}Command`,
    class extends EcsCall {
      constructor(input: object) {
        super(action, input);
      }
    },
  ]),
);

async function callEcs({ action, input }: EcsCall): Promise<Record<string, unknown>> {
  const answer = await fetch(process.env.AWS_ENDPOINT_URL_ECS ?? '', {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `AmazonEC2ContainerServiceV20141113.${action}`,
    },
    body: JSON.stringify(input),
  });
  if (!answer.ok) throw new Error(await answer.text());
  return (await answer.json()) as Record<string, unknown>;
}

const services: Record<string, { exported: object; client: () => Client }> = {
  dynamodb: { exported: dynamodb, client: () => new dynamodb.DynamoDBClient() as Client },
  ecs: { exported: ecs, client: () => ({ send: (command) => callEcs(command as EcsCall) }) },
  events: { exported: events, client: () => new events.EventBridgeClient() as Client },
  lambda: { exported: lambda, client: () => new lambda.LambdaClient() as Client },
  logs: { exported: logs, client: () => new logs.CloudWatchLogsClient() as Client },
  s3api: { exported: s3, client: () => new s3.S3Client() as Client },
  stepfunctions: { exported: sfn, client: () => new sfn.SFNClient() as Client },
  sqs: { exported: sqs, client: () => new sqs.SQSClient() as Client },
  ssm: { exported: ssm, client: () => new ssm.SSMClient() as Client },
};

const pascal = (kebab: string) => kebab.replace(/(^|-)(.)/g, (_, __, letter: string) => letter.toUpperCase());
const isJson = (name: string) => ['Item', 'Key', 'Destination'].includes(name);
// CloudWatch Logs has its times as numbers.
const isTime = (name: string) => name.endsWith('Time') && service !== 'logs';
const isList = (name: string) =>
  name.endsWith('AttributeNames') || name === 'services' || name === 'logGroupNames';

const [service = '', operation = '', ...rest] = process.argv.slice(2);
const input: Record<string, unknown> = {};
for (let index = 0; index < rest.length; ) {
  const pascalName = pascal((rest[index] ?? '').replace(/^--/, ''));
  // Only these services' inputs begin with a small letter.
  const name =
    service === 'stepfunctions' || service === 'ecs' || service === 'logs'
      ? pascalName.replace(/^./, (first) => first.toLowerCase())
      : pascalName;
  const values: string[] = [];
  for (index += 1; index < rest.length && !rest[index]?.startsWith('--'); index += 1)
    values.push(rest[index] ?? '');
  const [value = ''] = values;
  // The SDK reads it from the environment.
  if (pascalName === 'EndpointUrl') continue;
  if (values.length === 0) input[name] = true;
  else if (isList(name)) input[name] = values;
  else if (name === 'Body') input[name] = readFileSync(value);
  else if (isJson(name)) input[name] = JSON.parse(value);
  else if (isTime(name)) input[name] = new Date(value);
  else if (name === 'Attributes') input[name] = Object.fromEntries([value.split('=')]);
  else input[name] = /^\d+$/.test(value) ? Number(value) : value;
}
const { exported, client } = services[service] ?? {};
const Command = (exported as Record<string, new (input: object) => unknown>)?.[`${pascal(operation)}Command`];
if (!Command || !client) throw new Error(`aws ${service} ${operation} is not known to the stand-in.`);
const { $metadata, ...answer } = await client().send(new Command(input));
console.log(JSON.stringify(answer, null, 4));
