import type { CloudEvent } from '#content/event.ts';
import { connectClients } from '#experiment/clients.ts';
import type { Deployment } from '#experiment/deployment.ts';
import type { Cloud } from '#local-cloud/cloud.ts';
import { startCloud } from '#local-cloud/index.ts';
import type { Endpoints } from '#local-cloud/services.ts';
import type { CloudSettings } from '#local-cloud/settings.ts';

/** Where an experiment runs: a deployed stack that can be looked into and taken down. */
export interface Target extends Deployment {
  /** Addresses of the service APIs by service, for the AWS CLI and any SDK. */
  endpoints: Endpoints;
  /** What can be broken in it, and how. */
  breakable: Cloud['faults']['resources'];
  /** Calls `listener` for every event from now on. */
  subscribe: Cloud['subscribe'];
  close(): Promise<void>;
}

/** Starts a cloud assembly on this machine. */
export async function startLocalTarget(
  assembly: string,
  settings: Partial<CloudSettings> = {},
): Promise<Target> {
  const cloud = await startCloud({ assembly, settings });
  const clients = connectClients(cloud.endpoints);
  return {
    outputs: cloud.outputs,
    endpoints: cloud.endpoints,
    clients,
    faults: cloud.faults,
    breakable: cloud.faults.resources,
    subscribe: cloud.subscribe,
    collect(onEvent) {
      const events: CloudEvent[] = [];
      const begin = cloud.now();
      const end = cloud.subscribe((event) => {
        const counted = { ...event, at: event.at - begin };
        events.push(counted);
        onEvent?.(counted);
      });
      return { events, end };
    },
    async close() {
      await clients.close();
      await cloud.close();
    },
  };
}
