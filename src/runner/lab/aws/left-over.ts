import type { AwsApi } from './aws-api.ts';
import { logGroupPrefix, runOf, runTag } from './run-name.ts';
import { resourcesOf, type StackResource, stacksOfRuns } from './stacks.ts';

/** Something of a run that is still in the account, and how it is removed by hand. */
export interface LeftOver {
  /** In a reader's words: `the table Orders-1`. */
  what: string;
  command: string;
  /** The run that made it. */
  run: string;
  /** Where the runner can remove it itself. */
  by: { stack: string } | { logGroup: string } | { arn: string };
}

/** Everything that carries the tag of runs, or of one, or is named after it. */
export async function leftOvers(
  api: AwsApi,
  /** Resources that CloudFormation says it has deleted: the tagging API may list them for a while. */
  deleted: readonly StackResource[],
  run?: string,
): Promise<LeftOver[]> {
  const stacks = await stacksOfRuns(api, run);
  const owned: StackResource[] = [...deleted];
  for (const { id } of stacks) owned.push(...(await resourcesOf(api, id)));
  const tagged = (await taggedArns(api, run)).filter(
    ({ arn }) => !arn.includes(':cloudformation:') && !owned.some((each) => isOf(each, arn)),
  );
  const groups = await logGroups(api, run);
  return [
    ...stacks.map(({ id, name, run: of, status }) => ({
      what: `the stack ${name} (${status})`,
      command: `aws cloudformation delete-stack --stack-name ${name} --region ${api.region}`,
      run: of,
      by: { stack: id },
    })),
    ...tagged.map(({ arn, run: of }) => ({ ...describeArn(arn, api.region), run: of, by: { arn } })),
    ...groups.map((name) => ({
      what: `the log group ${name}`,
      command: `aws logs delete-log-group --log-group-name ${name} --region ${api.region}`,
      run: runOf(name) ?? '',
      by: { logGroup: name },
    })),
  ];
}

/** Resources with the tag of a run, by their ARNs. https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html */
export async function taggedArns(api: AwsApi, run?: string): Promise<{ arn: string; run: string }[]> {
  const found: { arn: string; run: string }[] = [];
  let next = '';
  do {
    const page = (await api.json('tagging', 'ResourceGroupsTaggingAPI_20170126.GetResources', {
      TagFilters: [{ Key: runTag, ...(run !== undefined && { Values: [run] }) }],
      ...(next !== '' && { PaginationToken: next }),
    })) as {
      PaginationToken?: string;
      ResourceTagMappingList?: { ResourceARN: string; Tags?: { Key: string; Value: string }[] }[];
    };
    for (const { ResourceARN: arn, Tags = [] } of page.ResourceTagMappingList ?? [])
      found.push({ arn, run: Tags.find(({ Key }) => Key === runTag)?.Value ?? '' });
    next = page.PaginationToken ?? '';
  } while (next !== '');
  return found;
}

/** The log groups that Lambda made for the functions of runs: they belong to no stack and carry no tag. */
export async function logGroups(api: AwsApi, run?: string): Promise<string[]> {
  const found: string[] = [];
  let next: string | undefined;
  do {
    const page = (await api.json('logs', 'Logs_20140328.DescribeLogGroups', {
      logGroupNamePrefix: logGroupPrefix(run),
      ...(next !== undefined && { nextToken: next }),
    })) as { logGroups?: { logGroupName: string }[]; nextToken?: string };
    found.push(...(page.logGroups ?? []).map(({ logGroupName }) => logGroupName));
    next = page.nextToken;
  } while (next !== undefined);
  return found.filter((name) => runOf(name) !== undefined && (run === undefined || runOf(name) === run));
}

/** CloudFormation knows a resource by a name, an address or an id; its ARN ends with that. */
function isOf({ physicalId, status }: StackResource, arn: string): boolean {
  if (status === 'DELETE_SKIPPED') return false;
  const name = physicalId.split(/[/:]/).at(-1) ?? '';
  return name !== '' && arn.split(/[/:]/).includes(name);
}

/** How a resource is removed, by the service and the kind in its ARN. */
const commands: Partial<Record<string, (name: string, arn: string) => string>> = {
  'cloudwatch alarm': (name) => `aws cloudwatch delete-alarms --alarm-names ${name}`,
  dynamodb: (name) => `aws dynamodb delete-table --table-name ${name}`,
  'ec2 internet-gateway': (name) => `aws ec2 delete-internet-gateway --internet-gateway-id ${name}`,
  'ec2 route-table': (name) => `aws ec2 delete-route-table --route-table-id ${name}`,
  'ec2 security-group': (name) => `aws ec2 delete-security-group --group-id ${name}`,
  'ec2 subnet': (name) => `aws ec2 delete-subnet --subnet-id ${name}`,
  'ec2 vpc': (name) => `aws ec2 delete-vpc --vpc-id ${name}`,
  'elasticloadbalancing loadbalancer': (_, arn) =>
    `aws elbv2 delete-load-balancer --load-balancer-arn ${arn}`,
  'elasticloadbalancing targetgroup': (_, arn) => `aws elbv2 delete-target-group --target-group-arn ${arn}`,
  'events event-bus': (name) => `aws events delete-event-bus --name ${name}`,
  kinesis: (name) => `aws kinesis delete-stream --stream-name ${name}`,
  'lambda function': (name) => `aws lambda delete-function --function-name ${name}`,
  'lambda event-source-mapping': (name) => `aws lambda delete-event-source-mapping --uuid ${name}`,
  logs: (name) => `aws logs delete-log-group --log-group-name ${name}`,
  s3: (name) => `aws s3 rb s3://${name} --force`,
  sns: (_, arn) => `aws sns delete-topic --topic-arn ${arn}`,
  'states stateMachine': (_, arn) => `aws stepfunctions delete-state-machine --state-machine-arn ${arn}`,
  sqs: (name, arn) =>
    `aws sqs delete-queue --queue-url https://sqs.${arn.split(':')[3]}.amazonaws.com/${arn.split(':')[4]}/${name}`,
};

/** The service, the kind of a resource where its ARN says it, and its name. */
export function partsOf(arn: string): { service: string; kind: string; name: string } {
  const [, , service = '', , , ...rest] = arn.split(':');
  const [first = ''] = rest;
  const kind = first.includes('/') ? first.split('/')[0] : rest.length > 1 ? first : '';
  return {
    service,
    kind: kind ?? '',
    name:
      rest
        .filter((each) => each !== '*')
        .at(-1)
        ?.split('/')
        .at(-1) ?? arn,
  };
}

function describeArn(arn: string, region: string): Pick<LeftOver, 'what' | 'command'> {
  const { service, kind, name } = partsOf(arn);
  const command = commands[`${service} ${kind}`] ?? commands[service];
  return {
    what: `${[service, kind].filter(Boolean).join(' ')} ${name}`,
    command: command
      ? `${command(name, arn)} --region ${region}`
      : `aws resourcegroupstaggingapi get-resources --resource-arn-list ${arn} --region ${region}`,
  };
}
