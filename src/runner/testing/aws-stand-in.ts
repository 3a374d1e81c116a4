/*
 * `aws <service> <operation> --parameter value …` for machines without the AWS CLI: the same call through the SDK, and
 * the answer as JSON. Knows what the guides of the labs use: strings, numbers, times, lists of strings, items, keys
 * and destinations as JSON, flags, queue attributes as `Name=value`, and the name of a file as a body.
 */
import { readFileSync } from 'node:fs';

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

/** The package of a service and its client. Only that of the service that is called is loaded: a guide calls often. */
const services: Record<string, () => Promise<{ exported: object; client: () => Client }>> = {
  dynamodb: async () => {
    const exported = await import('@aws-sdk/client-dynamodb');
    return { exported, client: () => new exported.DynamoDBClient() as Client };
  },
  ecs: async () => ({ exported: ecs, client: () => ({ send: (command) => callEcs(command as EcsCall) }) }),
  events: async () => {
    const exported = await import('@aws-sdk/client-eventbridge');
    return { exported, client: () => new exported.EventBridgeClient() as Client };
  },
  lambda: async () => {
    const exported = await import('@aws-sdk/client-lambda');
    return { exported, client: () => new exported.LambdaClient() as Client };
  },
  logs: async () => {
    const exported = await import('@aws-sdk/client-cloudwatch-logs');
    return { exported, client: () => new exported.CloudWatchLogsClient() as Client };
  },
  s3api: async () => {
    const exported = await import('@aws-sdk/client-s3');
    return { exported, client: () => new exported.S3Client() as Client };
  },
  stepfunctions: async () => {
    const exported = await import('@aws-sdk/client-sfn');
    return { exported, client: () => new exported.SFNClient() as Client };
  },
  sqs: async () => {
    const exported = await import('@aws-sdk/client-sqs');
    return { exported, client: () => new exported.SQSClient() as Client };
  },
  ssm: async () => {
    const exported = await import('@aws-sdk/client-ssm');
    return { exported, client: () => new exported.SSMClient() as Client };
  },
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
const { exported, client } = (await services[service]?.()) ?? {};
const Command = (exported as Record<string, new (input: object) => unknown>)?.[`${pascal(operation)}Command`];
if (!Command || !client) throw new Error(`aws ${service} ${operation} is not known to the stand-in.`);
const { $metadata, ...answer } = await client().send(new Command(input));
console.log(JSON.stringify(answer, null, 4));
