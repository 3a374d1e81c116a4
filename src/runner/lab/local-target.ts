import { connectClients } from '#experiment/clients.ts';
import type { Deployment } from '#experiment/deployment.ts';
import type { StartStandIn, ToldByStandIn } from '#experiment/stand-in.ts';
import type { Cloud } from '#local-cloud/cloud.ts';
import { startCloud } from '#local-cloud/index.ts';
import type { Endpoints } from '#local-cloud/services.ts';
import type { CloudSettings } from '#local-cloud/settings.ts';
import type { Lab } from '../labs.ts';
import { CollectedEvents } from './collected-events.ts';
import { startStandIn } from './stand-in.ts';

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

/**
 * Starts the cloud assembly of a lab on this machine, and what the lab has beside it, or what an experiment has in the
 * place of that.
 */
export async function startLocalTarget(
  assembly: string,
  lab: Lab,
  settings: Partial<CloudSettings> = {},
  ownStandIn?: StartStandIn,
): Promise<Target> {
  const cloud = await startCloud({ assembly, settings });
  const region = Object.keys(cloud.regions)[0];
  const clients = connectClients(cloud.endpoints, {
    ...(region !== undefined && { region }),
    regions: cloud.regions,
  });
  const collected = new CollectedEvents(cloud);
  const deployed = {
    outputs: cloud.outputs,
    clients,
    tell: (event: ToldByStandIn) => collected.tell(event),
  };
  const standIn = await startStandIn(lab, deployed, ownStandIn).catch(async (error: unknown) => {
    await clients.close();
    await cloud.close();
    throw error;
  });
  return {
    outputs: { ...cloud.outputs, ...standIn?.outputs },
    endpoints: cloud.endpoints,
    clients,
    standIn,
    faults: cloud.faults,
    breakable: cloud.faults.resources,
    subscribe: cloud.subscribe,
    collect: collected.collect,
    async close() {
      try {
        await standIn?.close();
      } finally {
        await clients.close();
        await cloud.close();
      }
    },
  };
}
