import type { StartStandIn } from '#experiment/stand-in.ts';
import { moduleNames, moduleOf } from '../handlers/routes.ts';
import { startLoadBalancer } from './load-balancer.ts';
import { Service } from './service.ts';
import { TargetGroup } from './target-group.ts';
import { ToldRequest } from './told-request.ts';

/** More than ten times as fast as the quickest that AWS lets you set. The thresholds are its defaults. */
const checks = { intervalMs: 400, timeoutMs: 400, unhealthyThreshold: 2, healthyThreshold: 5 };
const replaceMs = 600;
const memoryMiB = 128;
const startsWithinMs = 20_000;

/**
 * Where the shop is processes: those processes, kept by a scheduler, behind a load balancer. One program has all modules
 * (`monolith`), or each module is a program (`services`).
 */
const start: StartStandIn = async ({ outputs, clients, tell }) => {
  const { Shape, Replicas, RecommendationsAre = '', TableName = '' } = outputs;
  const programs = { monolith: [moduleNames], services: moduleNames.map((name) => [name]) }[Shape ?? ''];
  if (!programs) return { takeReadings: () => ({ incomplete: 0, lost: 0 }), close: async () => undefined };

  const groups = programs.map((modules) => ({ modules, targets: new TargetGroup(checks) }));
  const groupOf = (path: string) =>
    groups.find(({ modules }) => modules.some((name) => name === moduleOf(path)))?.targets;
  // As the drawing of the pipeline knows them.
  const processesOf = (path: string) => `${Shape === 'monolith' ? 'shop' : moduleOf(path)}-process`;
  const loadBalancer = await startLoadBalancer(
    groupOf,
    (request) => new ToldRequest(tell, processesOf(request.url ?? ''), request),
  );
  const common = {
    SHOP_URL: loadBalancer.url,
    TABLE_NAME: TableName,
    RECOMMENDATIONS: RecommendationsAre,
    ...(await accessTo(clients.documents)),
  };
  const services = groups.map(
    ({ modules, targets }) =>
      new Service(
        {
          replicas: Number(Replicas),
          replaceMs,
          memoryMiB,
          environment: { ...common, MODULES: modules.join(',') },
        },
        targets,
      ),
  );
  const standIn = {
    outputs: { ShopUrl: loadBalancer.url },
    takeReadings() {
      const lost = services.reduce((sum, service) => sum + service.lost, 0);
      for (const service of services) service.lost = 0;
      return { lost, incomplete: services.filter(({ isComplete }) => !isComplete).length };
    },
    async close() {
      await Promise.all(services.map((service) => service.close()));
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

export default start;
