import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Experiment } from '#experiment/define-experiment.ts';
import { wrap } from '../terminal/text.ts';

const words: Record<string, [one: string, many: string]> = {
  'AWS::ApiGatewayV2::Api': ['HTTP API', 'HTTP APIs'],
  'AWS::ApiGatewayV2::Api WEBSOCKET': ['WebSocket API', 'WebSocket APIs'],
  'AWS::ApiGateway::RestApi': ['REST API', 'REST APIs'],
  'AWS::ElasticLoadBalancingV2::LoadBalancer': ['load balancer', 'load balancers'],
  'AWS::Lambda::Function': ['function', 'functions'],
  'AWS::SQS::Queue': ['queue', 'queues'],
  'AWS::Kinesis::Stream': ['stream', 'streams'],
  'AWS::SNS::Topic': ['topic', 'topics'],
  'AWS::Events::EventBus': ['event bus', 'event buses'],
  'AWS::StepFunctions::StateMachine': ['state machine', 'state machines'],
  'AWS::ECS::Service': ['service of containers', 'services of containers'],
  'AWS::DynamoDB::Table': ['table', 'tables'],
  'AWS::S3::Bucket': ['bucket', 'buckets'],
};

/** One line per variant, or two where there is no room: what a request passes. */
export function pipelineLines({ variants }: Pick<Experiment, 'variants'>, columns: number): string[] {
  const width = Math.max(...Object.values(variants).map(({ label }) => label.length));
  const paths = Object.values(variants).map(({ pipeline }) => pipeline.join(' → '));
  const beside = paths.every((path) => width + 2 + path.length <= columns);
  return Object.values(variants).flatMap(({ label }, index) => {
    const path = paths[index] ?? '';
    return beside
      ? [`${label.padEnd(width)}  ${path}`]
      : [...wrap(label, columns), ...wrap(path, columns - 2).map((line) => `  ${line}`)];
  });
}

/** What an assembly deploys, counted: `1 HTTP API, 2 functions, 2 queues, 1 table`. */
export function countResources(assemblyFolder: string): string {
  const types = readdirSync(assemblyFolder)
    .filter((file) => file.endsWith('.template.json'))
    .flatMap((file) => {
      const { Resources } = JSON.parse(readFileSync(join(assemblyFolder, file), 'utf8'));
      return Object.values<{ Type: string; Properties?: { ProtocolType?: string } }>(Resources).map(
        ({ Type, Properties }) => (Properties?.ProtocolType === 'WEBSOCKET' ? `${Type} WEBSOCKET` : Type),
      );
    });
  return Object.entries(words)
    .map(([type, [one, many]]) => ({ count: types.filter((each) => each === type).length, one, many }))
    .filter(({ count }) => count > 0)
    .map(({ count, one, many }) => `${count} ${count === 1 ? one : many}`)
    .join(', ');
}
