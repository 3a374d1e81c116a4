import { styleText } from 'node:util';
import type { Cloud } from '#local-cloud/cloud.ts';
import type { WithoutEffect } from '#local-cloud/template/planning.ts';

/** Outputs that CDK makes for other stacks of the same app, and nobody reads. */
const isForOtherStacks = (name: string): boolean => /(^|\.)ExportsOutput(Ref|FnGetAtt)/.test(name);

/** What a person wants to know of a cloud that has just started, as lines. */
export function describeCloud(
  { outputs, endpoints, withoutEffect }: Pick<Cloud, 'outputs' | 'endpoints' | 'withoutEffect'>,
  assembly: string,
): string[] {
  const shown = Object.entries(outputs).filter(([name]) => !isForOtherStacks(name));
  const heading = (text: string) => ['', styleText('bold', text)];
  return [
    `${styleText('green', '✓')} ${assembly} runs.`,
    ...heading('Outputs'),
    ...(shown.length > 0 ? shown.map(([name, value]) => `  ${name} = ${value}`) : ['  none']),
    ...heading('For the AWS CLI and any SDK, in another terminal'),
    ...environment(endpoints).map(([name, value]) => `  export ${name}=${value}`),
    '',
    '  aws sqs list-queues',
    '  aws dynamodb list-tables',
    '  aws lambda list-functions',
    ...(withoutEffect.length > 0 ? [...heading('Accepted without effect'), ...summary(withoutEffect)] : []),
    '',
    'Ctrl-C ends it.',
    '',
  ];
}

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
