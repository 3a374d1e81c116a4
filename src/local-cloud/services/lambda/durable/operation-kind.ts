import type { Operation, OperationAction, OperationType, OperationUpdate } from '@aws-sdk/client-lambda';
import type { OperationRecord } from './operation-record.ts';

/** What an update makes of an operation; what it does not name stays. */
export type Change = { operation: Partial<Operation> } & Omit<OperationRecord, 'operation'>;

interface Applied {
  update: OperationUpdate;
  /** As it is until now; undefined for the first update of an operation. */
  current: Operation | undefined;
  /** Unix ms of this machine, so many seconds of the cloud's clock from now. */
  inSeconds(seconds: number): number;
}

/** One kind of durable operation: what its updates do. Throws a DurableRefusal for an update that makes no sense. */
export interface OperationKind {
  type: OperationType;
  actions: Partial<Record<OperationAction, (applied: Applied) => Change>>;
}
