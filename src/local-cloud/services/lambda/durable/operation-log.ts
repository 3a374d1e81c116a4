import type { ErrorObject, Operation, OperationAction, OperationUpdate } from '@aws-sdk/client-lambda';
import { DurableRefusal } from './durable-refusal.ts';
import { operationKindOf } from './operation-kinds.ts';
import { hasEnded, type OperationRecord } from './operation-record.ts';
import { afterHeartbeat } from './operations/callback.ts';

/**
 * The operations of one durable execution in the order in which they began, and which of them the handler has not seen as
 * they are now.
 */
export class OperationLog {
  readonly #records = new Map<string, OperationRecord>();
  readonly #unseen = new Set<string>();
  readonly #inSeconds: (seconds: number) => number;

  /** `inSeconds` gives Unix ms of this machine, so many seconds of the cloud's clock from now. */
  constructor(inSeconds: (seconds: number) => number) {
    this.#inSeconds = inSeconds;
  }

  /**
   * Applies all updates or, when one of them makes no sense, none. Gives the operation after each. Throws a
   * DurableRefusal.
   */
  apply(updates: readonly OperationUpdate[]): Operation[] {
    const changed = new Map<string, OperationRecord>();
    const steps = updates.map((update) => {
      const id = update.Id as string;
      const record = this.#next(update, changed.get(id) ?? this.#records.get(id));
      changed.set(id, record);
      return record.operation;
    });
    for (const [id, record] of changed) this.#set(id, record);
    return steps;
  }

  /** Lets time do what is due; gives the operations that it changed. */
  passTime(): Operation[] {
    const now = Date.now();
    const changed: Operation[] = [];
    for (const [id, { operation, due }] of this.#records) {
      if (!due || due.at > now) continue;
      changed.push(this.#settle(id, operation, due.status, { error: due.error }));
    }
    return changed;
  }

  /** Unix ms at which time next changes something. */
  get nextDue(): number | undefined {
    const times = [...this.#records.values()].flatMap(({ due }) => due?.at ?? []);
    return times.length > 0 ? Math.min(...times) : undefined;
  }

  /** Whether something has changed since the handler saw it last. */
  get hasUnseen(): boolean {
    return this.#unseen.size > 0;
  }

  /** Whether a callback, a wait or a retry is still to come. */
  get isWaiting(): boolean {
    return [...this.#records.values()].some(
      ({ operation }) =>
        !hasEnded(operation) &&
        (operation.Type === 'WAIT' || operation.Type === 'CALLBACK' || operation.Status === 'PENDING'),
    );
  }

  /** What the handler has not seen yet; from now on it has. */
  takeUnseen(): Operation[] {
    const operations = [...this.#unseen].map((id) => this.#records.get(id)?.operation as Operation);
    this.#unseen.clear();
    return operations;
  }

  /** "Completed operations with children don't include child operation details since they don't need to be replayed." */
  forReplay(): Operation[] {
    const all = [...this.#records.values()].map(({ operation }) => operation);
    return all.filter((each) => !this.#isInsideOfCompleted(each));
  }

  /** The callback of that id, as long as it waits. */
  findCallback(callbackId: string): Operation | undefined {
    return [...this.#records.values()].find(
      ({ operation }) => operation.CallbackDetails?.CallbackId === callbackId && !hasEnded(operation),
    )?.operation;
  }

  /** Ends an operation from outside. */
  end(operation: Operation, how: Ending): Operation {
    return this.#settle(operation.Id as string, operation, how.error ? 'FAILED' : 'SUCCEEDED', how);
  }

  /** A callback's sign of life. */
  beat(operation: Operation): void {
    const record = this.#records.get(operation.Id as string);
    if (record?.heartbeat) record.due = afterHeartbeat(record.heartbeat, this.#inSeconds);
  }

  #next(update: OperationUpdate, record: OperationRecord | undefined): OperationRecord {
    const act = operationKindOf(update.Type).actions[update.Action as OperationAction];
    if (!act) throw new DurableRefusal(`An operation of type ${update.Type} has no action ${update.Action}.`);
    const current = record?.operation;
    if (current && current.Type !== update.Type)
      throw new DurableRefusal(`The operation ${update.Id} is a ${current.Type} and no ${update.Type}.`);
    if (current && hasEnded(current))
      throw new DurableRefusal(
        `The operation ${update.Id} is ${current.Status}: it takes no ${update.Action} any more.`,
      );
    const { operation: change, ...rest } = act({ update, current, inSeconds: this.#inSeconds });
    const operation: Operation = {
      ...(current ?? {
        Id: update.Id,
        ParentId: update.ParentId,
        Name: update.Name,
        Type: update.Type,
        SubType: update.SubType,
        StartTimestamp: new Date(),
      }),
      ...change,
    } as Operation;
    return {
      operation: hasEnded(operation) ? { ...operation, EndTimestamp: new Date() } : operation,
      ...rest,
    };
  }

  #settle(id: string, operation: Operation, status: Operation['Status'], how: Ending): Operation {
    const settled: Operation = { ...operation, Status: status };
    if (hasEnded(settled)) settled.EndTimestamp = new Date();
    if (operation.Type === 'CALLBACK')
      settled.CallbackDetails = { ...operation.CallbackDetails, Result: how.result, Error: how.error };
    this.#set(id, { operation: settled });
    return settled;
  }

  #set(id: string, record: OperationRecord): void {
    this.#records.set(id, record);
    this.#unseen.add(id);
  }

  #isInsideOfCompleted({ ParentId }: Operation): boolean {
    const parent = ParentId === undefined ? undefined : this.#records.get(ParentId)?.operation;
    if (!parent) return false;
    const isPruned = hasEnded(parent) && parent.ContextDetails?.ReplayChildren !== true;
    return isPruned || this.#isInsideOfCompleted(parent);
  }
}

interface Ending {
  result?: string | undefined;
  error?: ErrorObject | undefined;
}
