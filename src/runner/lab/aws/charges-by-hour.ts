import type { Template } from '#experiment/deployment.ts';
import { eventsOf } from '#experiment/event-counts.ts';
import type { Charge, RehearsedRun } from './charge.ts';
import { idsOf, type Resource, resourcesOf } from './resources.ts';
import { answerBytes, gigabyte, lastMoment } from './usage.ts';

/** A month of thirty days. */
const hoursAMonth = 720;
/** What a capacity unit of a load balancer takes: the fact price-load-balancer-capacity. */
const capacityUnit = { connectionsPerSecond: 25, gigabytesAnHour: 0.4, rulesPerSecond: 1000 };
/** A task is billed for a minute at least. */
const leastTaskSeconds = 60;

/** What is billed by the hour, whether anybody uses it or not, and how much of it use adds. */
export const chargesByHour: Charge[] = [
  {
    label: 'started hours of a load balancer',
    price: 'price-load-balancer-hour',
    wholeHours: true,
    inAnHour: (template) => balancersOf(template).length,
  },
  {
    label: 'hours of a load balancer’s capacity unit (LCU)',
    price: 'price-load-balancer-capacity',
    inRun: capacityUnitHours,
  },
  {
    label: 'hours of a public IPv4 address',
    price: 'price-public-ipv4-hour',
    inAnHour: (template) =>
      sum(balancersOf(template).map(addressesOf)) +
      sum(servicesOf(template).map(({ desired, isPublic }) => (isPublic ? desired : 0))),
    inRun: (run) => moreTaskHours(run, ({ isPublic }) => (isPublic ? 1 : 0)),
  },
  {
    label: 'vCPU hours of Fargate tasks',
    price: 'price-fargate-vcpu-hour',
    inAnHour: (template) => sum(servicesOf(template).map(({ desired, vcpu }) => desired * vcpu)),
    inRun: (run) => moreTaskHours(run, ({ vcpu }) => vcpu),
  },
  {
    label: 'GB hours of Fargate tasks',
    price: 'price-fargate-gb-hour',
    inAnHour: (template) => sum(servicesOf(template).map(({ desired, gigabytes }) => desired * gigabytes)),
    inRun: (run) => moreTaskHours(run, ({ gigabytes }) => gigabytes),
  },
  {
    label: 'months of an alarm’s metric',
    price: 'price-cloudwatch-alarm',
    inAnHour: (template) => sum(resourcesOf(template, 'AWS::CloudWatch::Alarm').map(metricsOf)) / hoursAMonth,
  },
];

const balancersOf = (template: Template) =>
  resourcesOf(template, 'AWS::ElasticLoadBalancingV2::LoadBalancer');

/** One that faces the internet has an address in each of its subnets. */
const addressesOf = ({ properties: { Scheme, Subnets } }: Resource): number =>
  Scheme === 'internet-facing' && Array.isArray(Subnets) ? Subnets.length : 0;

/** What a load balancer's requests come to: the dimension that asks for most counts. Each is taken to be a new connection. */
function capacityUnitHours({ events, templates }: RehearsedRun): number {
  const balancers = idsOf(templates, (type) => type === 'AWS::ElasticLoadBalancingV2::LoadBalancer');
  const requests = eventsOf(events, 'request-received').filter(({ resource }) =>
    balancers.has(resource),
  ).length;
  const rules = idsOf(templates, (type) => type === 'AWS::ElasticLoadBalancingV2::ListenerRule').size;
  return Math.max(
    requests / (capacityUnit.connectionsPerSecond * 3600),
    (requests * answerBytes) / gigabyte / capacityUnit.gigabytesAnHour,
    (requests * rules) / (capacityUnit.rulesPerSecond * 3600),
  );
}

/** Tasks of a service, as a template asks for them. */
interface ServiceTasks {
  id: string;
  desired: number;
  vcpu: number;
  gigabytes: number;
  isPublic: boolean;
}

function servicesOf(template: Template): ServiceTasks[] {
  const definitions = new Map(
    resourcesOf(template, 'AWS::ECS::TaskDefinition').map(({ id, properties }) => [id, properties]),
  );
  return resourcesOf(template, 'AWS::ECS::Service').map(({ id, properties }) => {
    const { TaskDefinition, DesiredCount = 1, NetworkConfiguration } = properties;
    const { Cpu, Memory } = definitions.get((TaskDefinition as { Ref?: string })?.Ref ?? '') ?? {};
    return {
      id,
      desired: Number(DesiredCount),
      vcpu: Number(Cpu) / 1024,
      gigabytes: Number(Memory) / 1024,
      isPublic: /"AssignPublicIp":"ENABLED"/.test(JSON.stringify(NetworkConfiguration ?? '')),
    };
  });
}

/** What tasks of the run used beyond those that stand there anyway, each hour of a task weighed. */
function moreTaskHours(run: RehearsedRun, weightOf: (service: ServiceTasks) => number): number {
  const services = new Map(
    run.templates.flatMap((template) => servicesOf(template).map((each) => [each.id, each])),
  );
  return sum(
    [...services.values()].map((service) => {
      const standing = (service.desired * run.deployments * run.durationSeconds) / 3600;
      return weightOf(service) * Math.max(0, taskHours(run.events, service.id) - standing);
    }),
  );
}

/** Hours of a service's tasks, from the fetching of the image until the task is stopped. */
function taskHours(events: RehearsedRun['events'], service: string): number {
  const changes = eventsOf(events, 'task-changed').filter(({ resource }) => resource === service);
  const end = lastMoment(events);
  const momentOf = (taskId: string, wanted: string) =>
    changes.find((each) => each.taskId === taskId && each.status === wanted)?.at;
  return sum(
    [...new Set(changes.map(({ taskId }) => taskId))].map((taskId) => {
      const began = momentOf(taskId, 'PENDING') ?? 0;
      const seconds = ((momentOf(taskId, 'STOPPED') ?? end) - began) / 1000;
      return Math.max(leastTaskSeconds, seconds) / 3600;
    }),
  );
}

/** Metrics that an alarm looks at: those that an expression is made of, or its one. */
function metricsOf({ properties: { Metrics } }: Resource): number {
  if (!Array.isArray(Metrics)) return 1;
  return Metrics.filter((each) => each?.MetricStat !== undefined).length;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
