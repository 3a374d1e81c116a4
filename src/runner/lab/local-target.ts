import type { CloudEvent } from '#content/event.ts';
import { type Clients, connectClients } from '#experiment/clients.ts';
import { startCloud } from '#local-cloud/index.ts';

/** Where an experiment runs: what it may know of the deployed stack, and the events that tell what happened. */
export interface Target {
  outputs: Record<string, string>;
  /** Addresses of the service APIs by service, for the AWS CLI and any SDK. */
  endpoints: Record<'sqs' | 'sns' | 'dynamodb', string>;
  clients: Clients;
  /** Collects events from now on; the result ends that and gives them, `at` counted from the begin. */
  collect(): () => CloudEvent[];
  close(): Promise<void>;
}

/** Starts a cloud assembly on this machine. */
export async function startLocalTarget(assembly: string): Promise<Target> {
  const cloud = await startCloud({ assembly });
  const clients = connectClients(cloud.endpoints);
  return {
    outputs: cloud.outputs,
    endpoints: cloud.endpoints,
    clients,
    collect() {
      const events: CloudEvent[] = [];
      const begin = cloud.now();
      const stop = cloud.subscribe((event) => events.push({ ...event, at: event.at - begin }));
      return () => {
        stop();
        return events;
      };
    },
    async close() {
      await clients.close();
      await cloud.close();
    },
  };
}
