import { randomUUID } from 'node:crypto';
import { arnOf } from '../kernel/account.ts';

/** How far a stack or a resource of it is, in CloudFormation's words. */
export type Status =
  | `${'CREATE' | 'DELETE'}_${'IN_PROGRESS' | 'COMPLETE' | 'FAILED'}`
  | `ROLLBACK_${'IN_PROGRESS' | 'COMPLETE' | 'FAILED'}`
  | 'DELETE_SKIPPED';

/** One resource of a stack, as the API tells of it. */
export interface StackResource {
  logicalId: string;
  type: string;
  physicalId: string;
  status: Status;
  reason: string | undefined;
  at: Date;
}

/** Something that happened to a stack or a resource of it. */
export interface StackEvent extends StackResource {
  id: string;
}

/** A tag, or a parameter's name and value. */
export interface Pair {
  name: string;
  value: string;
}

/** A stack, from the call that created it until it is forgotten. */
export class Stack {
  readonly id: string;
  readonly name: string;
  /** As it was given. */
  readonly templateBody: string;
  readonly parameters: readonly Pair[];
  readonly tags: readonly Pair[];
  readonly capabilities: readonly string[];
  readonly createdAt = new Date();
  readonly resources = new Map<string, StackResource>();
  /** The latest last. */
  readonly events: StackEvent[] = [];
  outputs: readonly Pair[] = [];
  status: Status = 'CREATE_IN_PROGRESS';
  reason: string | undefined;
  deletedAt: Date | undefined;

  constructor(given: Pick<Stack, 'name' | 'templateBody' | 'parameters' | 'tags' | 'capabilities'>) {
    this.name = given.name;
    this.templateBody = given.templateBody;
    this.parameters = given.parameters;
    this.tags = given.tags;
    this.capabilities = given.capabilities;
    this.id = arnOf('cloudformation', `stack/${given.name}/${randomUUID()}`);
  }

  get isDeleted(): boolean {
    return this.status === 'DELETE_COMPLETE';
  }

  /** The stack itself is so far now. */
  become(status: Status, reason?: string): void {
    this.status = status;
    this.reason = reason;
    const at = new Date();
    if (status === 'DELETE_COMPLETE') this.deletedAt = at;
    const self = { logicalId: this.name, type: 'AWS::CloudFormation::Stack', physicalId: this.id };
    this.events.push({ ...self, id: randomUUID(), status, reason, at });
  }

  /** A resource is so far now. */
  note(resource: Omit<StackResource, 'at'>): void {
    const noted = { ...resource, at: new Date() };
    this.resources.set(resource.logicalId, noted);
    this.events.push({ ...noted, id: `${resource.logicalId}-${resource.status}-${randomUUID()}` });
  }
}
