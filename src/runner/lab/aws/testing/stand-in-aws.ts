import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startAccount } from '#local-cloud/account/start-account.ts';
import { runOf } from '../run-name.ts';
import { ChangeSets } from './change-sets.ts';
import {
  account,
  bootstrap,
  createTable,
  deletedBucket,
  described,
  passOn,
  query,
  resources,
  tableArn,
  taggable,
  withBucket,
  withoutCode,
} from './cloud-behind.ts';

/** A call as it came: `cloudformation CreateChangeSet`. */
export interface Call {
  name: string;
  /** The first, second, … of this name. */
  count: number;
  body: string;
  /** The id of the access key that it is signed with; empty for an unsigned one. */
  by: string;
}

/** What happens to a call instead of its answer. */
export type Strike =
  | { refuse: string; message: string; status?: number }
  /** The connection breaks off. */
  | 'cut'
  /** The connection breaks off, and so do all later ones until `heal`. */
  | 'gone'
  /** No answer comes. */
  | 'silence';

/** An AWS of its own on loopback. */
export interface StandInAws {
  endpoint: string;
  /** Every call so far, in order. */
  calls: string[];
  /** Asked before each call. */
  strike: (call: Call) => Strike | undefined;
  /** Resources that the tagging API lists besides those of stacks: an ARN, and the run. */
  orphans: Map<string, string>;
  /** The log groups that are there. */
  logGroups: Set<string>;
  /** The next stack cannot be created: the code of its function is missing. */
  breakCreation(): void;
  /** A bucket that counts as one of the stack's: while something is in it, the stack cannot be deleted. */
  ownBucket?: string | undefined;
  /** A table that the stack keeps when it is deleted. */
  retain?: string | undefined;
  /** Names of the stacks that are there. */
  stacks(): Promise<string[]>;
  /** The network is there again, and what could not be created can. */
  heal(): void;
  close(): Promise<void>;
}

const scope = /Credential=([^/]+)\/\d{8}\/[^/]+\/([^/]+)\/aws4_request/;

/**
 * Speaks the wire of the services that a deployment calls: our own cloud creates and deletes the stacks, keeps the code and
 * runs the functions; before it stand what only AWS has: change sets, roles, the tagging API, log groups.
 */
export async function startStandInAws({
  bootstrapped = true,
  bootstrapVersion = 30,
  region = 'us-east-1',
} = {}): Promise<StandInAws> {
  const cloud = await startAccount();
  if (bootstrapped) await bootstrap(cloud.endpoint, region, bootstrapVersion);
  const counts = new Map<string, number>();
  let isGone = false;
  let isBroken = false;
  let isKept = false;
  const own: StandInAws = {
    endpoint: '',
    calls: [],
    strike: () => undefined,
    orphans: new Map(),
    logGroups: new Set(),
    stacks: async () =>
      (await described(cloud.endpoint)).map(({ name }) => name).concat(changeSets.reviewed()),
    heal() {
      isGone = false;
      isBroken = false;
    },
    breakCreation() {
      isBroken = true;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await cloud.close();
    },
  };
  const changeSets = new ChangeSets(
    account,
    region,
    (action, fields) => query(cloud.endpoint, action, fields),
    async (given) => (isBroken ? withoutCode(cloud.endpoint, given) : given),
  );

  const server = createServer((request, response) => {
    void handle(request, response).catch((error: Error) => {
      if (!response.headersSent) response.writeHead(500);
      response.end(
        `<ErrorResponse><Error><Code>InternalFailure</Code><Message>${error.message}</Message></Error></ErrorResponse>`,
      );
    });
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = Buffer.concat(await request.toArray());
    const [, by = '', service = 'unsigned'] = scope.exec(request.headers.authorization ?? '') ?? [];
    const text = body.toString('utf8');
    const name = `${service} ${actionOf(service, request, text)}`;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    own.calls.push(name);
    const strike = isGone ? 'gone' : own.strike({ name, count, body: text, by });
    if (strike === 'gone') isGone = true;
    if (strike === 'gone' || strike === 'cut') {
      request.socket.destroy();
      return;
    }
    if (strike === 'silence') return;
    const xml = (status: number, content: string) =>
      void response.writeHead(status, { 'content-type': 'text/xml' }).end(content);
    const json = (status: number, content: object) =>
      void response
        .writeHead(status, { 'content-type': 'application/x-amz-json-1.1' })
        .end(JSON.stringify(content));
    if (strike) {
      const { refuse, message, status = 400 } = strike;
      if (service === 'tagging' || service === 'logs' || service === 'ssm')
        return json(status, { __type: refuse, message });
      if (service === 's3')
        return xml(status, `<Error><Code>${refuse}</Code><Message>${message}</Message></Error>`);
      return xml(
        status,
        `<ErrorResponse><Error><Type>Sender</Type><Code>${refuse}</Code><Message>${message}</Message></Error></ErrorResponse>`,
      );
    }
    if (service === 'sts' && name.endsWith('AssumeRole')) return xml(200, assumedRole(region));
    if (service === 'tagging') return json(200, { ResourceTagMappingList: await tagged() });
    if (service === 'logs') return json(200, logs(name, JSON.parse(text)));
    if (service === 's3' && /[?&](location|encryption)\b/.test(request.url ?? ''))
      return xml(
        200,
        /location/.test(request.url ?? '')
          ? '<LocationConstraint xmlns="http://s3.amazonaws.com/doc/2006-03-01/"/>'
          : '<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>',
      );
    if (service === 'cloudformation') {
      const fields = new URLSearchParams(text);
      if (fields.get('Action') === 'DeleteStack') {
        isKept = own.ownBucket !== undefined && !(await deletedBucket(cloud.endpoint, own.ownBucket));
        if (isKept) return xml(200, '<DeleteStackResponse><DeleteStackResult/></DeleteStackResponse>');
        own.ownBucket = undefined;
        await keep(fields.get('StackName') ?? '');
      }
      const { status, body: answer } = await changeSets.answer(fields);
      return xml(status, isKept ? withBucket(answer, own.ownBucket ?? '') : answer);
    }
    if (name === 'dynamodb DeleteTable') own.orphans.delete(tableArn(JSON.parse(text).TableName, region));
    await passOn(cloud.endpoint, request, body, response);
  }

  /** What is there after a deletion: log groups, which Lambda makes when a function first runs, and what is retained. */
  async function keep(stack: string): Promise<void> {
    for (const { type, physicalId } of await resources(cloud.endpoint, stack))
      if (type === 'AWS::Lambda::Function' && physicalId !== '')
        own.logGroups.add(`/aws/lambda/${physicalId}`);
    if (own.retain === undefined) return;
    await createTable(cloud.endpoint, own.retain);
    own.orphans.set(tableArn(own.retain, region), runOf(stack.split('/')[1] ?? stack) ?? '');
    own.retain = undefined;
  }

  async function tagged() {
    const found = [...own.orphans].map(([arn, run]) => ({ arn, run }));
    for (const { id, tags } of await described(cloud.endpoint)) {
      const run = tags.get('200-or-202-run');
      if (run === undefined) continue;
      for (const { type, physicalId, status } of await resources(cloud.endpoint, id))
        if (status !== 'DELETE_COMPLETE' && taggable[type])
          found.push({ arn: taggable[type](physicalId, region), run });
    }
    return found.map(({ arn, run }) => ({
      ResourceARN: arn,
      Tags: [{ Key: '200-or-202-run', Value: run }],
    }));
  }

  function logs(name: string, input: Record<string, string>): object {
    if (name.endsWith('DeleteLogGroup')) {
      own.logGroups.delete(input.logGroupName ?? '');
      return {};
    }
    const found = [...own.logGroups].filter((each) => each.startsWith(input.logGroupNamePrefix ?? ''));
    return { logGroups: found.map((logGroupName) => ({ logGroupName })) };
  }

  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  own.endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return own;
}

function actionOf(service: string, { headers, method, url = '/' }: IncomingMessage, body: string): string {
  const target = headers['x-amz-target'];
  if (typeof target === 'string') return target.split('.').at(-1) ?? target;
  if (service === 's3')
    return `${method} ${new URL(url, 'http://x').pathname.split('/').length > 2 ? 'object' : 'bucket'}`;
  return new URLSearchParams(body).get('Action') ?? `${method} ${url.split('?')[0]}`;
}

function assumedRole(region: string): string {
  return `<AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials><AccessKeyId>ASIA${region.length}ROLE</AccessKeyId><SecretAccessKey>role</SecretAccessKey><SessionToken>role</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials><AssumedRoleUser><AssumedRoleId>AROA:cdk</AssumedRoleId><Arn>arn:aws:sts::${account}:assumed-role/cdk/cdk</Arn></AssumedRoleUser></AssumeRoleResult></AssumeRoleResponse>`;
}
