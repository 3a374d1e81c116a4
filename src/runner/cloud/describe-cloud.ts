import { styleText } from 'node:util';
import type { Cloud } from '#local-cloud/cloud.ts';
import type { CallableAddress } from '#local-cloud/kernel/address-book.ts';
import type { WithoutEffect } from '#local-cloud/template/planning.ts';

/** Outputs that CDK makes for other stacks of the same app, and nobody reads. */
const isForOtherStacks = (name: string): boolean => /(^|\.)ExportsOutput(Ref|FnGetAtt)/.test(name);

/** What a person wants to know of a cloud that has just started, as lines. */
export function describeCloud(
  {
    outputs,
    addresses,
    endpoints,
    withoutEffect,
  }: Pick<Cloud, 'outputs' | 'addresses' | 'endpoints' | 'withoutEffect'>,
  assembly: string,
): string[] {
  const shown = Object.entries(outputs).filter(([name]) => !isForOtherStacks(name));
  const heading = (text: string) => ['', styleText('bold', text)];
  return [
    `${styleText('green', '✓')} ${assembly} runs.`,
    ...heading('Outputs'),
    ...(shown.length > 0 ? shown.map(([name, value]) => `  ${name} = ${value}`) : ['  none']),
    ...heading('Addresses'),
    ...(addresses.length > 0 ? lines(addresses) : ['  none']),
    ...heading('For the AWS CLI and any SDK, in another terminal'),
    ...environment(endpoints).map(([name, value]) => `  export ${name}=${value}`),
    '',
    ...commands(endpoints),
    ...(withoutEffect.length > 0 ? [...heading('Accepted without effect'), ...summary(withoutEffect)] : []),
    '',
    'Ctrl-C ends it.',
    '',
  ];
}

/** One line for each address: what it is, whose, and where. */
function lines(addresses: readonly CallableAddress[]): string[] {
  const named = addresses.map(({ kind, resource, path, part, url }) => ({
    kind,
    name: [path?.replace(/\/(Resource|Default)$/, '') ?? resource, part].filter(Boolean).join(', '),
    url,
  }));
  const widest = (texts: string[]) => Math.max(...texts.map(({ length }) => length));
  const kinds = widest(named.map(({ kind }) => kind));
  const names = widest(named.map(({ name }) => name));
  return named.map(({ kind, name, url }) => `  ${kind.padEnd(kinds)}  ${name.padEnd(names)}  ${url}`);
}

/** What to ask a service first with the AWS CLI. Of the others only the name is given. */
const firstCommands: Partial<Record<keyof Cloud['endpoints'], string>> = {
  sqs: 'sqs list-queues',
  dynamodb: 'dynamodb list-tables',
  dynamodb_streams: 'dynamodbstreams list-streams',
  kinesis: 'kinesis list-streams',
  s3: 's3 ls',
  lambda: 'lambda list-functions',
  sfn: 'stepfunctions list-state-machines',
  eventbridge: 'events put-events --entries …',
  cloudwatch_logs: 'logs describe-log-groups',
};

/** An older AWS CLI does not know the variables and would call AWS: the option is known to each. */
const commands = (endpoints: Cloud['endpoints']): string[] =>
  Object.entries(endpoints).map(
    ([service, address]) =>
      `  aws --endpoint-url ${address} ${firstCommands[service as keyof Cloud['endpoints']] ?? `${service} …`}`,
  );

/** Variables that lead the AWS CLI and any SDK to a running cloud. */
export function environment(endpoints: Cloud['endpoints']): [name: string, value: string][] {
  return [
    ...Object.entries(endpoints).map(([service, address]): [string, string] => [
      `AWS_ENDPOINT_URL_${service.toUpperCase()}`,
      address,
    ]),
    ['AWS_REGION', 'us-east-1'],
    // The older AWS CLI knows only this name.
    ['AWS_DEFAULT_REGION', 'us-east-1'],
    ['AWS_ACCESS_KEY_ID', 'local'],
    ['AWS_SECRET_ACCESS_KEY', 'local'],
  ];
}

/** One line for each reason: what it holds for, and how often. */
function summary(withoutEffect: readonly WithoutEffect[]): string[] {
  return [...Map.groupBy(withoutEffect, ({ reason }) => reason)].map(([reason, some]) => {
    const kinds = [...Map.groupBy(some, ({ what }) => what)].map(
      ([what, each]) => `${what}${each.length > 1 ? ` × ${each.length}` : ''}`,
    );
    return `  ${kinds.join(', ')}: ${reason}`;
  });
}
