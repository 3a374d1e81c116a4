/** What a fact is about, by the beginnings of its id; the first that fits counts. */
const services: [service: string, prefixes: string[]][] = [
  ['Prices and costs', ['price-', 'cost-']],
  ['Availability and disaster recovery', ['sla-', 'dr-', 'availability-']],
  ['API Gateway', ['api-gateway-', 'http-api-', 'rest-api-', 'websocket-']],
  ['Load balancers', ['load-balancer-']],
  ['SQS and Lambda’s poller', ['sqs-']],
  ['Lambda', ['lambda-']],
  ['DynamoDB', ['dynamodb-']],
  ['S3', ['s3-']],
  ['SNS, EventBridge and Kinesis', ['sns-', 'eventbridge-', 'kinesis-']],
  ['Step Functions', ['step-functions-']],
  ['ECS, Fargate and Kubernetes', ['ecs-', 'fargate-', 'kubernetes-', 'container', 'alarm-scaling-']],
  ['CloudWatch', ['cloudwatch-']],
  ['X-Ray', ['xray-']],
  ['Systems Manager', ['ssm-']],
  ['Kafka', ['kafka-']],
  ['Payment providers', ['stripe-']],
  ['SDKs and Powertools', ['sdk-', 'powertools-']],
];
const other = 'Advice and definitions';

/** The headings of the page of facts, in its order. */
export const serviceOrder = [
  'API Gateway',
  'Load balancers',
  'Lambda',
  'SQS and Lambda’s poller',
  'DynamoDB',
  'S3',
  'SNS, EventBridge and Kinesis',
  'Step Functions',
  'ECS, Fargate and Kubernetes',
  'CloudWatch',
  'X-Ray',
  'Systems Manager',
  'Kafka',
  'Payment providers',
  'SDKs and Powertools',
  'Prices and costs',
  'Availability and disaster recovery',
  other,
];

/** The heading under which a fact of that id stands. */
export function serviceOf(id: string): string {
  return services.find(([, prefixes]) => prefixes.some((prefix) => id.startsWith(prefix)))?.[0] ?? other;
}
