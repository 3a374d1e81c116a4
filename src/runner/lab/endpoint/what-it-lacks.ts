import { type EndpointApi, type RawAnswer, Refusal } from './endpoint-api.ts';

/** A harmless call that only reads, which tells whether a service is there. */
interface Probe {
  service: string;
  request: Parameters<EndpointApi['send']>[1];
}

const json = (service: string, target: string, version = '1.1'): Probe => ({
  service,
  request: {
    headers: { 'content-type': `application/x-amz-json-${version}`, 'x-amz-target': target },
    body: '{}',
  },
});

const query = (service: string, action: string, version: string): Probe => ({
  service,
  request: {
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
    body: `Action=${action}&Version=${version}`,
  },
});

const get = (service: string, path: string): Probe => ({ service, request: { method: 'GET', path } });

/** By the service in the names of its CloudFormation types. */
const probes: Record<string, Probe> = {
  ApiGateway: get('apigateway', '/restapis'),
  ApiGatewayV2: get('apigateway', '/v2/apis'),
  CloudWatch: query('monitoring', 'ListMetrics', '2010-08-01'),
  DynamoDB: json('dynamodb', 'DynamoDB_20120810.ListTables', '1.0'),
  ElasticLoadBalancingV2: query('elasticloadbalancing', 'DescribeLoadBalancers', '2015-12-01'),
  Events: json('events', 'AWSEvents.ListEventBuses'),
  Kinesis: json('kinesis', 'Kinesis_20131202.ListStreams'),
  Lambda: get('lambda', '/2015-03-31/functions/'),
  Logs: json('logs', 'Logs_20140328.DescribeLogGroups'),
  S3: get('s3', '/'),
  SNS: query('sns', 'ListTopics', '2010-03-31'),
  SQS: json('sqs', 'AmazonSQS.ListQueues', '1.0'),
  SSM: json('ssm', 'AmazonSSM.DescribeParameters'),
  Scheduler: get('scheduler', '/schedules'),
  StepFunctions: json('states', 'AWSStepFunctions.ListStateMachines', '1.0'),
};

/**
 * The CloudFormation types of `types` that the endpoint cannot deploy. CloudFormation itself is asked; where its registry
 * cannot be asked, each service is asked for what it has.
 */
export async function whatItLacks(api: EndpointApi, types: readonly string[]): Promise<string[]> {
  const wanted = [...new Set(types)].filter((type) => type.startsWith('AWS::')).sort();
  const lacking: string[] = [];
  for (const type of wanted) {
    const known = await isRegistered(api, type);
    if (known === undefined) return withoutService(api, wanted);
    if (!known) lacking.push(type);
  }
  return lacking;
}

/** Undefined when the endpoint does not say. */
async function isRegistered(api: EndpointApi, type: string): Promise<boolean | undefined> {
  try {
    await api.cloudFormation('DescribeType', { Type: 'RESOURCE', TypeName: type });
    return true;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return /^TypeNotFound(Exception)?$/.test(error.code) ? false : undefined;
  }
}

async function withoutService(api: EndpointApi, types: readonly string[]): Promise<string[]> {
  const answered = new Map<string, boolean>();
  for (const type of types) {
    const name = type.split('::')[1] ?? '';
    const probe = probes[name];
    if (probe && !answered.has(name))
      answered.set(name, !saysThatItIsNotThere(await api.send(probe.service, probe.request)));
  }
  return types.filter((type) => answered.get(type.split('::')[1] ?? '') === false);
}

/** As emulators say it: 501, or an error that says so; or nothing of AWS answers there. */
const saysThatItIsNotThere = ({ status, body }: RawAnswer): boolean =>
  status === 501 ||
  (status === 404 && !/code|__type|message/i.test(body)) ||
  (status >= 400 &&
    /not (yet )?(been )?(implemented|enabled|supported|emulated|available|included)|NotImplemented|NotEmulated|UnknownOperation|UnknownService|InvalidAction/i.test(
      body,
    ));
