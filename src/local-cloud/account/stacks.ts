import { DeployError } from '../kernel/errors.ts';
import type { OpenCloud } from '../open-cloud.ts';
import { planStacks } from '../template/plan.ts';
import type { Template } from '../template/template.ts';
import { Deployment } from './deployment.ts';
import {
  type AccountStore,
  fetchedCode,
  parsedTemplate,
  templateBody,
  withStoredParameters,
} from './given-template.ts';
import { QueryError } from './query-protocol.ts';
import { type Pair, Stack } from './stack.ts';
import { takableTypes } from './takable-types.ts';

/** What CreateStack is given. */
export interface NewStack {
  name: string;
  body: string | null;
  url: string | null;
  parameters: readonly Pair[];
  tags: readonly Pair[];
  capabilities: readonly string[];
  /** What happens to what was created, when something cannot be. */
  onFailure: 'ROLLBACK' | 'DELETE' | 'DO_NOTHING';
}

/** The stacks of the account, those too that have been deleted. */
export class Stacks {
  readonly #cloud: OpenCloud;
  readonly #store: AccountStore;
  readonly #all: Stack[] = [];
  readonly #deployments = new Map<Stack, Deployment>();
  readonly #logicalIds = new Set<string>();
  /** What is being done to stacks, one after the other. */
  #work: Promise<void> = Promise.resolve();

  constructor(cloud: OpenCloud, store: AccountStore) {
    this.#cloud = cloud;
    this.#store = store;
  }

  /** The latest first, without those that have been deleted. */
  get existing(): Stack[] {
    return this.#all.filter(({ isDeleted }) => !isDeleted).toReversed();
  }

  /** By name one that exists, by id also one that has been deleted. Throws a QueryError. */
  find(nameOrId: string): Stack {
    const found =
      this.existing.find(({ name }) => name === nameOrId) ?? this.#all.find(({ id }) => id === nameOrId);
    if (found) return found;
    throw new QueryError('ValidationError', `Stack with id ${nameOrId} does not exist`);
  }

  /** Begins to create a stack, and gives it. Throws a QueryError when it cannot be begun. */
  create(given: NewStack): Stack {
    if (this.existing.some(({ name }) => name === given.name))
      throw new QueryError('AlreadyExistsException', `Stack [${given.name}] already exists`);
    const body = templateBody(given, this.#store);
    const template = parsedTemplate(body);
    assertCapable(template, given.capabilities);
    const code = fetchedCode(template, this.#store);
    try {
      const stack = new Stack({ ...given, templateBody: body });
      const plan = planStacks(
        [{ name: given.name, template: withStoredParameters(template, this.#store), assets: code.assets }],
        takableTypes,
        given.parameters,
        this.#logicalIds,
      );
      const deployment = new Deployment(this.#cloud, stack, plan);
      this.#all.push(stack);
      this.#deployments.set(stack, deployment);
      stack.become('CREATE_IN_PROGRESS', 'User Initiated');
      this.#do(() => this.#create(stack, deployment, given.onFailure).finally(() => code.remove()));
      return stack;
    } catch (error) {
      code.remove();
      if (error instanceof DeployError) throw new QueryError('ValidationError', error.message);
      throw error;
    }
  }

  /** Begins to delete a stack; nothing happens when there is none. */
  delete(nameOrId: string): void {
    const stack = this.#all.find(({ name, id, isDeleted }) => !isDeleted && [name, id].includes(nameOrId));
    const deployment = stack && this.#deployments.get(stack);
    if (!deployment || stack.status === 'DELETE_IN_PROGRESS') return;
    stack.become('DELETE_IN_PROGRESS', 'User Initiated');
    this.#do(() => this.#delete(stack, deployment));
  }

  /** Ends what the stacks run, with the cloud. */
  async close(): Promise<void> {
    await this.#work;
    for (const each of [...this.#deployments.values()].toReversed()) await each.end();
    this.#deployments.clear();
  }

  #do(work: () => Promise<void>): void {
    this.#work = this.#work.then(work);
  }

  async #create(stack: Stack, deployment: Deployment, onFailure: NewStack['onFailure']): Promise<void> {
    try {
      await deployment.create();
      stack.become('CREATE_COMPLETE');
    } catch (error) {
      const reason = `The following resource(s) failed to create: ${failedIn(stack)}. ${(error as Error).message}`;
      if (onFailure === 'DO_NOTHING') return stack.become('CREATE_FAILED', reason);
      if (onFailure === 'DELETE') {
        stack.become('DELETE_IN_PROGRESS', reason);
        return this.#delete(stack, deployment);
      }
      stack.become('ROLLBACK_IN_PROGRESS', reason);
      await deployment.remove({ retain: false }).then(
        () => stack.become('ROLLBACK_COMPLETE'),
        (failure: Error) => stack.become('ROLLBACK_FAILED', failure.message),
      );
    }
  }

  async #delete(stack: Stack, deployment: Deployment): Promise<void> {
    try {
      await deployment.remove({ retain: true });
      stack.become('DELETE_COMPLETE');
      this.#deployments.delete(stack);
    } catch (error) {
      stack.become('DELETE_FAILED', (error as Error).message);
    }
  }
}

const failedIn = (stack: Stack): string =>
  `[${[...stack.resources.values()].flatMap(({ logicalId, status }) => (status === 'CREATE_FAILED' ? [logicalId] : [])).join(', ')}]`;

/**
 * A template that may change who may do what has to be acknowledged.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html
 */
function assertCapable({ Resources = {} }: Template, capabilities: readonly string[]): void {
  const roles = Object.values(Resources).filter(({ Type }) => iamTypes.has(Type));
  const isNamed = roles.some(({ Properties = {} }) =>
    ['RoleName', 'UserName', 'GroupName', 'ManagedPolicyName', 'InstanceProfileName'].some(
      (name) => name in Properties,
    ),
  );
  const needed = isNamed ? ['CAPABILITY_NAMED_IAM'] : ['CAPABILITY_IAM', 'CAPABILITY_NAMED_IAM'];
  if (roles.length === 0 || needed.some((each) => capabilities.includes(each))) return;
  throw new QueryError('InsufficientCapabilitiesException', `Requires capabilities : [${needed[0]}]`);
}

const iamTypes = new Set(
  [
    'AccessKey',
    'Group',
    'InstanceProfile',
    'ManagedPolicy',
    'Policy',
    'Role',
    'User',
    'UserToGroupAddition',
  ].map((name) => `AWS::IAM::${name}`),
);
