import type { StandIn, StartStandIn } from '#experiment/stand-in.ts';
import { Service } from '../../stand-in/service.ts';
import { TargetGroup } from '../../stand-in/target-group.ts';
import { programsOf } from './designs.ts';
import { Places } from './places.ts';
import { startSlowServer } from './slow-server.ts';

/** What a request takes of the one thread of its process, and what a call takes of the database, in milliseconds. */
export const workMs = 200;
export const databaseMs = 200;
/** How many calls the database works on at a time, for all processes together. */
export const databasePlaces = 2;

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
 * The shop as processes, kept and balanced as in the lab’s other experiments. What they can do is set: the load balancer
 * hands a request to a process when its one thread would have worked on it, and all of them reach the table through a
 * database that works on few calls at a time.
 */
export const startStandIn: StartStandIn = async ({ outputs, clients }): Promise<StandIn> => {
  const programs = programsOf(outputs.Shape ?? '');
  if (!programs) return { takeReadings: () => ({}), close: async () => undefined };

  const groups = programs.map((modules) => ({ modules, targets: new TargetGroup(checks) }));
  const groupOf = (path: string) =>
    groups.find(({ modules }) => modules.some((name) => firstParts[name] === path.split('/')[1]))?.targets;

  const threads = new Map<number, Places>();
  let worked = new Set<number>();
  const loadBalancer = await startSlowServer((path) => {
    const port = groupOf(path)?.next();
    if (port === undefined) return undefined;
    worked.add(port);
    const thread = threads.get(port) ?? new Places(1, workMs);
    threads.set(port, thread);
    return { port, afterMs: thread.take(performance.now()) };
  });

  const table = await clients.documents.config.endpoint?.();
  const places = new Places(databasePlaces, databaseMs);
  const database = await startSlowServer(() =>
    table?.port === undefined ? undefined : { port: table.port, afterMs: places.take(performance.now()) },
  );

  const { accessKeyId, secretAccessKey } = await clients.documents.config.credentials();
  const environment = {
    SHOP_URL: loadBalancer.url,
    TABLE_NAME: outputs.TableName ?? '',
    RECOMMENDATIONS: outputs.RecommendationsAre ?? '',
    AWS_ENDPOINT_URL_DYNAMODB: database.url,
    AWS_REGION: await clients.documents.config.region(),
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
  };
  const services = groups.map(
    ({ modules, targets }) =>
      new Service(
        {
          replicas: Number(outputs.Replicas),
          replaceMs: 600,
          memoryMiB: 128,
          environment: { ...environment, MODULES: modules.join(',') },
        },
        targets,
      ),
  );
  const standIn = {
    outputs: { ShopUrl: loadBalancer.url },
    takeReadings() {
      const processes = worked.size;
      worked = new Set();
      return { processes };
    },
    async close() {
      await Promise.all(services.map((service) => service.close()));
      await loadBalancer.close();
      await database.close();
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
