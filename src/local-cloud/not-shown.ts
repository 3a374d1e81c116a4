import type { Conformance } from '../content/conformance.ts';

/**
 * What AWS documents of the emulated services and this cloud does not show, although it refuses nothing for it: a stack
 * runs here as if AWS did not do this. The page that tells learners what the cloud does lists it.
 */
export const notShown: Conformance['notShown'] = [
  {
    service: 'DynamoDB',
    name: 'an eventually consistent read may return older data, and a global secondary index lags behind its table',
    here: 'Every read and every index gives the latest write, so a missing ConsistentRead is never found out.',
    source:
      'https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.ReadConsistency.html',
  },
  {
    service: 'SQS',
    name: 'a standard queue may deliver messages in another order than they were sent',
    here: 'They are given out in the order of sending; what mixes them up is that several consumers work side by side, and redelivery.',
    source: 'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/standard-queues.html',
  },
  {
    service: 'SQS',
    name: 'a short poll asks only some of the servers, and may miss messages that are there',
    here: 'A short poll finds whatever is there.',
    source:
      'https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-short-and-long-polling.html',
  },
  {
    service: 'Lambda',
    name: 'a function gets at most 1,000 more execution environments in ten seconds',
    here: 'It gets as many at once as its limits on concurrency allow. With the default quota of 1,000 concurrent executions this makes no difference.',
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/scaling-behavior.html',
  },
  {
    service: 'Lambda',
    name: 'execution environments are ended every few hours, also those of a function that is invoked all the time',
    here: 'An environment stays until it crashes, runs into its timeout or the cloud stops.',
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html',
  },
  {
    service: 'API Gateway WebSocket API',
    name: 'an account may open 500 new connections per second',
    here: 'As many as come are opened.',
    source:
      'https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html',
  },
];
