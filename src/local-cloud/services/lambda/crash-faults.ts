import type { CloudEvent } from '../../../content/event.ts';
import type { EventStream } from '../../kernel/events.ts';
import type { Faults } from '../../kernel/faults.ts';

interface Invocation {
  /** Logical ID of the function. */
  resource: string;
  invocationId: string;
  /** Ends the environment that it runs in. */
  crash(): Promise<void>;
}

/**
 * The faults that end an invocation's environment right after something that it did: the n-th write of an item or object,
 * or the first publication. Gives what calls them off.
 */
export function armCrashes(
  cloud: { events: Pick<EventStream, 'subscribe'>; faults: Pick<Faults, 'arm'> },
  invocation: Invocation,
): () => void {
  const disarm = [armAfterWrite(cloud, invocation), armAfterPublish(cloud, invocation)];
  return () => {
    for (const each of disarm) each();
  };
}

function armAfterWrite(
  { events, faults }: Parameters<typeof armCrashes>[0],
  { resource, invocationId, crash }: Invocation,
): () => void {
  const armed = faults.arm(resource, 'crash-after-write');
  if (!armed) return () => {};
  let writesLeft = armed.fault.write ?? 1;
  const heard = (event: CloudEvent): void => {
    if (event.type !== 'item-written' && event.type !== 'object-written') return;
    if (event.invocationId !== invocationId) return;
    writesLeft -= 1;
    if (writesLeft > 0) return;
    unsubscribe();
    if (armed.tell(invocationId)) void crash();
  };
  const unsubscribe = events.subscribe(heard);
  return unsubscribe;
}

function armAfterPublish(
  { events, faults }: Parameters<typeof armCrashes>[0],
  { resource, invocationId, crash }: Invocation,
): () => void {
  const armed = faults.arm(resource, 'crash-after-publish');
  if (!armed) return () => {};
  const unsubscribe = events.subscribe((event) => {
    if (event.type !== 'event-published' || event.invocationId !== invocationId) return;
    unsubscribe();
    if (armed.tell(invocationId)) void crash();
  });
  return unsubscribe;
}
