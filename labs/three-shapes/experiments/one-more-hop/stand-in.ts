import type { StandIn, StartStandIn } from '#experiment/stand-in.ts';
import { startLoadBalancer } from '../../stand-in/load-balancer.ts';
import { Service } from '../../stand-in/service.ts';
import { TargetGroup } from '../../stand-in/target-group.ts';
import { startNetwork } from './network.ts';
import { programsOf } from './shapes.ts';

const checks = { intervalMs: 150, timeoutMs: 5000, unhealthyThreshold: 10, healthyThreshold: 1 };
const startsWithinMs = 20_000;

/** The first part of a path, by the module that answers it. */
const firstParts: Record<string, string> = {
  catalog: 'products',
  recommendations: 'recommendations',
  orders: 'orders',
  page: 'pages',
};

/**
 * The shop as processes, one for each program of its shape, kept and balanced as in the lab's other experiment. Between
 * all of them, and in front, is a network: whoever asks a program crosses it, and who finds a module in its own does not.
 */
export const startStandIn: StartStandIn = async ({ outputs, clients }): Promise<StandIn> => {
  const programs = programsOf(outputs.Shape ?? '');
  if (!programs) return { takeReadings: () => ({}), close: async () => undefined };

  const groups = programs.map((modules) => ({ modules, targets: new TargetGroup(checks) }));
  const loadBalancer = await startLoadBalancer(
    (path) =>
      groups.find(({ modules }) => modules.some((name) => firstParts[name] === path.split('/')[1]))?.targets,
  );
  const network = await startNetwork(loadBalancer.url);
  const environment = {
    SHOP_URL: network.url,
    TABLE_NAME: outputs.TableName ?? '',
    RECOMMENDATIONS: outputs.RecommendationsAre ?? '',
    ...(await accessTo(clients.documents)),
  };
  const services = groups.map(
    ({ modules, targets }) =>
      new Service(
        {
          replicas: 1,
          replaceMs: 600,
          memoryMiB: 128,
          environment: { ...environment, MODULES: modules.join(',') },
        },
        targets,
      ),
  );
  const standIn = {
    outputs: { ShopUrl: network.url },
    takeReadings: () => ({
      processes: services.filter(({ isComplete }) => isComplete).length,
      calls: network.takeCalls(),
    }),
    async close() {
      await Promise.all(services.map((service) => service.close()));
      await network.close();
      await loadBalancer.close();
    },
  };
  try {
    await Promise.all(services.map((service) => service.start(startsWithinMs)));
  } catch (error) {
    await standIn.close();
    throw error;
  }
  return standIn;
};

/** What the role of a task and the address of the table's service are on AWS. */
async function accessTo({ config }: Parameters<StartStandIn>[0]['clients']['documents']) {
  const { protocol, hostname, port } = (await config.endpoint?.()) ?? {};
  const { accessKeyId, secretAccessKey } = await config.credentials();
  return {
    AWS_ENDPOINT_URL_DYNAMODB: `${protocol}//${hostname}:${port}`,
    AWS_REGION: await config.region(),
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
  };
}
