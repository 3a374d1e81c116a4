import { setTimeout as delay } from 'node:timers/promises';
import type { Template } from '#local-cloud/template/template.ts';
import { LeftBehind, TwoPartError } from '../../call-error.ts';
import { type EndpointApi, Refusal } from './endpoint-api.ts';
import type { LabCode } from './lab-code.ts';

/** Tag of every stack that a run makes, with the lab as its value, so that what an interrupted run left is found. */
const tagName = '200-or-202-lab';

/** How often CloudFormation is asked how far it is. */
const pollMs = 200;
/** How long it is waited for. */
const patienceMs = 10 * 60_000;

/** A lab's stack at an endpoint. */
export interface LabStack {
  outputs: Record<string, string>;
  /** Deletes it. Rejects with a TwoPartError that names what is left. */
  remove(): Promise<void>;
}

/** Creates a stack, and waits until it is there. Rejects with nothing left of it, or says what is. */
export async function createStack(
  api: EndpointApi,
  { name, lab, template, code }: { name: string; lab: string; template: Template; code: LabCode },
  signal: AbortSignal,
): Promise<LabStack> {
  const $ = await api
    .cloudFormation('CreateStack', {
      StackName: name,
      ...(await code.template(name, template)),
      'Capabilities.member.1': 'CAPABILITY_IAM',
      'Capabilities.member.2': 'CAPABILITY_NAMED_IAM',
      'Tags.member.1.Key': tagName,
      'Tags.member.1.Value': lab,
    })
    .catch((error) => {
      throw refused(api, `create the stack ${name}`, error);
    });
  const id = $('StackId').first().text() || name;
  const remove = () => removeStack(api, id, name);
  try {
    const { status, outputs } = await settled(api, id, name, signal);
    if (status !== 'CREATE_COMPLETE')
      throw new TwoPartError(
        `The stack ${name} could not be created at ${api.url.origin} (${status}):\n${(await failures(api, id)).map((each) => `  - ${each}`).join('\n')}`,
        'Look at what the endpoint says of these resources; the lab runs without --target on this machine.',
      );
    signal.throwIfAborted();
    return { outputs, remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** Deletes every stack that a run of a lab left, and gives their names. */
export async function removeLeftovers(api: EndpointApi, lab: string): Promise<string[]> {
  const found: { id: string; name: string }[] = [];
  let next: string | undefined;
  do {
    const $ = await api
      .cloudFormation('DescribeStacks', { ...(next && { NextToken: next }) })
      .catch((error) => {
        throw refused(api, 'list its stacks', error);
      });
    for (const stack of $('Stacks > member').toArray()) {
      const tags = $(stack)
        .find('Tags > member')
        .toArray()
        .map((each) => `${$(each).find('Key').text()}=${$(each).find('Value').text()}`);
      const name = $(stack).children('StackName').text();
      if (tags.includes(`${tagName}=${lab}`) && !$(stack).find('StackStatus').text().startsWith('DELETE_'))
        found.push({ id: $(stack).children('StackId').text(), name });
    }
    next = $('DescribeStacksResult > NextToken').text() || undefined;
  } while (next);
  for (const { id, name } of found) await removeStack(api, id, name);
  return found.map(({ name }) => name);
}

async function removeStack(api: EndpointApi, id: string, name: string): Promise<void> {
  try {
    await api.cloudFormation('DeleteStack', { StackName: id });
    const { status } = await settled(api, id, name, AbortSignal.timeout(patienceMs));
    if (status === 'DELETE_COMPLETE') return;
    throw new LeftBehind(
      `The stack ${name} at ${api.url.origin} could not be deleted (${status}):\n${(await failures(api, id)).map((each) => `  - ${each}`).join('\n')}`,
      `Delete it there: aws --endpoint-url ${api.url.origin} cloudformation delete-stack --stack-name ${name}`,
    );
  } catch (error) {
    if (error instanceof LeftBehind) throw error;
    throw new LeftBehind(
      `The stack ${name} at ${api.url.origin} could not be deleted: ${error instanceof Refusal ? `${error.code}: ` : ''}${error instanceof TwoPartError ? error.problem : (error as Error).message}`,
      'If it is still there when the endpoint works again, the next run of this lab there deletes it.',
    );
  }
}

/** The stack once nothing is in progress; one that is not known any more is deleted. */
async function settled(
  api: EndpointApi,
  id: string,
  name: string,
  signal: AbortSignal,
): Promise<{ status: string; outputs: Record<string, string> }> {
  const begin = performance.now();
  for (;;) {
    const $ = await api.cloudFormation('DescribeStacks', { StackName: id }).catch((error) => {
      if (error instanceof Refusal && /does not exist/.test(error.message)) return undefined;
      throw error instanceof Refusal ? refused(api, `describe the stack ${name}`, error) : error;
    });
    const status = $?.('StackStatus').first().text() || 'DELETE_COMPLETE';
    if (!status.endsWith('_IN_PROGRESS')) {
      const outputs = ($?.('Outputs > member').toArray() ?? []).map((each): [string, string] => [
        $?.(each).find('OutputKey').text() ?? '',
        $?.(each).find('OutputValue').text() ?? '',
      ]);
      return { status, outputs: Object.fromEntries(outputs) };
    }
    if (performance.now() - begin > patienceMs)
      throw new TwoPartError(
        `The stack ${name} at ${api.url.origin} is still ${status} after ${patienceMs / 60_000} minutes.`,
        'Look at what the emulator logs.',
      );
    await delay(pollMs, undefined, { signal }).catch(() => signal.throwIfAborted());
  }
}

/** What CloudFormation says of the resources that failed. */
async function failures(api: EndpointApi, id: string): Promise<string[]> {
  const $ = await api.cloudFormation('DescribeStackEvents', { StackName: id }).catch(() => undefined);
  const failed = ($?.('StackEvents > member').toArray() ?? []).flatMap((each) => {
    const of = (name: string) => $?.(each).find(name).text() ?? '';
    return /_FAILED$/.test(of('ResourceStatus'))
      ? [
          `${of('LogicalResourceId')} (${of('ResourceType')}): ${of('ResourceStatusReason') || of('ResourceStatus')}`,
        ]
      : [];
  });
  return failed.length > 0 ? failed : ['the endpoint gives no reason'];
}

const refused = (api: EndpointApi, what: string, error: unknown): unknown =>
  error instanceof Refusal
    ? new TwoPartError(
        `${api.url.origin} refuses to ${what}: ${error.code}: ${error.message}`,
        'Start an emulator that does what is named here, or run the lab without --target.',
      )
    : error;
