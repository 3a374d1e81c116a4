import type { Clients } from '#experiment/clients.ts';

type Send = (args: unknown) => Promise<unknown>;

/** What of a client of the SDK it takes to hear of its calls. */
interface Watchable {
  middlewareStack: {
    add(
      middleware: (next: Send, context: { commandName?: string }) => Send,
      options: { step: 'initialize'; name: string },
    ): void;
  };
}

/** Tells of each call: the name of the client, such as `sqs`, and of the command, such as `SendMessageCommand`. */
export function watchCalls(clients: Clients, onCall: (client: keyof Clients, command: string) => void): void {
  for (const [name, client] of Object.entries(clients)) {
    if (typeof client !== 'object' || !('middlewareStack' in client)) continue;
    (client as unknown as Watchable).middlewareStack.add(
      (next, { commandName = '' }) =>
        (args) => {
          onCall(name as keyof Clients, commandName);
          return next(args);
        },
      { step: 'initialize', name: 'watchCalls' },
    );
  }
}
