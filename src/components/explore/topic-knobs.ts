import type { Knob, KnobGroup } from './knob.ts';

/* What only the pipeline with a topic has. */

const only: Knob['only'] = ['topic'];

export const topicGroups: KnobGroup[] = [
  {
    name: 'Function that publishes',
    knobs: [
      { name: 'acceptMs', label: 'Service time of the function that publishes', unit: 'ms', only, step: 10 },
      {
        name: 'acceptReservedConcurrency',
        label: 'Reserved concurrency of the function that publishes',
        aws: 'ReservedConcurrentExecutions',
        unit: 'invocations',
        only,
        zero: 'not set: it shares the account’s',
        fact: 'lambda-reserved-concurrency',
      },
    ],
  },
  {
    name: 'Topic and its subscriptions',
    knobs: [
      { name: 'subscriptions', label: 'Subscriptions', unit: 'each a function', only },
      {
        name: 'bufferedSubscriptions',
        label: 'Of them with a queue in between',
        unit: 'the last ones',
        only,
        zero: 'all are pushed',
        fact: 'sns-lambda-queue',
      },
      {
        name: 'asyncRetryAttempts',
        label: 'Retries of a pushed event that failed',
        aws: 'MaximumRetryAttempts',
        unit: 'retries',
        only,
        fact: 'lambda-async-retries',
      },
      {
        name: 'maximumEventAge',
        label: 'Maximum age of a pushed event',
        aws: 'MaximumEventAgeInSeconds',
        unit: 's',
        only,
        step: 60,
        fact: 'lambda-async-age-hours',
      },
      {
        name: 'onFailure',
        label: 'Pushed events that are given up go to an on-failure destination',
        aws: 'OnFailure',
        only,
        fact: 'lambda-destination-record',
      },
    ],
  },
];

/** What the functions of all subscribers have, or share. */
export const topicConcurrency: Knob[] = [
  {
    name: 'reservedConcurrency',
    label: 'Reserved concurrency of each subscriber',
    aws: 'ReservedConcurrentExecutions',
    unit: 'invocations',
    only,
    zero: 'not set: they share the account’s',
    fact: 'lambda-reserved-concurrency',
  },
  {
    name: 'accountConcurrency',
    label: 'Concurrency of the account',
    aws: 'Concurrent executions',
    unit: 'invocations',
    only,
    step: 10,
    fact: 'lambda-account-concurrency',
  },
];

export const topicFaults: Knob[] = [
  { name: 'struckSubscription', label: 'Subscriber that goes wrong', unit: 'from 1 on', only },
  {
    name: 'slowMs',
    label: 'Work of that subscriber takes longer by',
    unit: 'ms',
    only,
    zero: 'not slow',
    step: 100,
  },
];
