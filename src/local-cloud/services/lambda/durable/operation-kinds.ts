import { DurableRefusal } from './durable-refusal.ts';
import type { OperationKind } from './operation-kind.ts';
import { callback } from './operations/callback.ts';
import { context } from './operations/context.ts';
import { step } from './operations/step.ts';
import { wait } from './operations/wait.ts';

const kinds: OperationKind[] = [step, wait, context, callback];

/** Throws a DurableRefusal for a type that is not emulated. */
export function operationKindOf(type: string | undefined): OperationKind {
  const kind = kinds.find((each) => each.type === type);
  if (!kind)
    throw new DurableRefusal(
      `The local cloud has no durable operation of type ${type}. It has: ${kinds.map((each) => each.type).join(', ')}. Invoke other functions inside a step, with Lambda’s Invoke.`,
    );
  return kind;
}
