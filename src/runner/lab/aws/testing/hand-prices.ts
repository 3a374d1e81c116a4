import assert from 'node:assert/strict';
import type { Fact } from '#content/fact.ts';
import type { Template } from '#experiment/deployment.ts';
import type { Rehearsal } from '../rehearsal.ts';

/* Prices of this file are written out: what is calculated by hand must not follow the facts. */
const dollars: Record<string, [value: string | number, unit?: string]> = {
  'price-http-api': ['$1.00', 'per million'],
  'price-rest-api': ['$3.50', 'per million'],
  'price-websocket-messages': ['$1.00', 'per million'],
  'price-websocket-minutes': ['$0.25', 'per million minutes'],
  'price-load-balancer-hour': ['$0.0225', 'per hour'],
  'price-load-balancer-capacity': ['$0.008', 'per hour'],
  'price-public-ipv4-hour': ['$0.005', 'per hour'],
  'price-lambda-requests': ['$0.20', 'per million'],
  'price-lambda-gb-second': ['$0.0000166667', 'per GB-second'],
  'price-fargate-vcpu-hour': ['$0.04048', 'per hour'],
  'price-fargate-gb-hour': ['$0.004445', 'per hour'],
  'price-sqs-requests': ['$0.40', 'per million'],
  'price-sns-publish': ['$0.50', 'per million'],
  'price-eventbridge-events': ['$1.00', 'per million'],
  'price-eventbridge-archive-gb': ['$0.10', 'per GB'],
  'price-eventbridge-replay': ['$1.00', 'per million'],
  'price-step-functions-transition': ['$0.025', 'per 1,000 transitions'],
  'price-kinesis-put-units': ['$0.014', 'per million'],
  'price-kinesis-shard-hour': ['$0.015', 'per hour'],
  'price-dynamodb-writes': ['$0.625', 'per million'],
  'price-dynamodb-reads': ['$0.125', 'per million'],
  'price-dynamodb-write-unit-hour': ['$0.00065', 'per hour'],
  'price-s3-writes': ['$0.005', 'per 1,000 requests'],
  'price-s3-reads': ['$0.0004', 'per 1,000 requests'],
  'price-cloudwatch-alarm': ['$0.10', 'per month'],
  'price-logs-gb': ['$0.50', 'per GB'],
  'price-transfer-out-gb': ['$0.09', 'per GB'],
  'price-free-lambda-requests': [1_000_000],
  'price-free-lambda-gb-seconds': [400_000],
  'price-free-sqs-requests': [1_000_000],
};

/** A fact of the hand’s own. */
export const factOf = (id: string): Fact => {
  const [value, unit] = dollars[id] ?? assert.fail(id);
  return { value, unit, asOf: id === 'price-http-api' ? '2026-11-01' : '2026-11-21' } as Fact;
};

/** A template of these resources. */
export const template = (Resources: Template['Resources']): Template => ({ Resources });

/** A rehearsal in which this happened, in one stack and no time unless said. */
export const rehearsed = (
  events: Rehearsal['events'],
  more: Partial<Pick<Rehearsal, 'deployments' | 'durationSeconds' | 'ownObjectRequests'>> = {},
): Rehearsal => ({
  ...{ events, deployments: 1, ownQueueRequests: 0, ownObjectRequests: 0, durationSeconds: 0, ...more },
  created: [],
  outcome: undefined as never,
});
