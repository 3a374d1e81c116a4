import type { TestContext } from 'node:test';
import { startCloud } from '../index.ts';
import type { CloudSettings } from '../settings.ts';
import type { TemplateResource } from '../template/template.ts';
import { writeAssembly } from './assembly.ts';
import { clientsOf } from './clients.ts';
import { Watch } from './watch.ts';

/** A second of the cloud lasts 20 ms, and a task starts at once. */
export const fastTasks = { timeScale: 1 / 50, taskStartSeconds: 0 };

export const dockerfile = 'FROM node:24-slim\nWORKDIR /app\nCOPY worker.mjs ./\nCMD ["node", "worker.mjs"]\n';

interface Options {
  /** Text of `worker.mjs`. */
  program?: string;
  /** Of the image's folder, besides or instead of those that run the program. */
  files?: Record<string, string>;
  container?: Record<string, unknown>;
  taskDefinition?: Record<string, unknown>;
  service?: Record<string, unknown>;
  cluster?: Record<string, unknown>;
  resources?: Record<string, TemplateResource>;
  settings?: Partial<CloudSettings>;
}

/** A stack with the service `Service` of the cluster `Cluster`, whose task is one container. */
export const containerResources = (options: Options): Record<string, TemplateResource> => ({
  Cluster: { Type: 'AWS::ECS::Cluster', Properties: options.cluster ?? {} },
  Task: {
    Type: 'AWS::ECS::TaskDefinition',
    Properties: {
      Cpu: '256',
      Memory: '512',
      NetworkMode: 'awsvpc',
      RequiresCompatibilities: ['FARGATE'],
      ContainerDefinitions: [
        {
          Name: 'Worker',
          // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation fills it in
          Image: { 'Fn::Sub': '${AWS::AccountId}.dkr.ecr.${AWS::Region}.${AWS::URLSuffix}/assets:f00d' },
          ...options.container,
        },
      ],
      ...options.taskDefinition,
    },
  },
  Service: {
    Type: 'AWS::ECS::Service',
    Properties: {
      Cluster: { Ref: 'Cluster' },
      TaskDefinition: { Ref: 'Task' },
      LaunchType: 'FARGATE',
      ...options.service,
    },
  },
  ...options.resources,
});

/** The assembly of such a stack. */
export function containerAssembly(t: TestContext, options: Options): string {
  const { program = 'setInterval(() => {}, 1_000);', files } = options;
  const Outputs = {
    Service: { Value: { 'Fn::GetAtt': ['Service', 'Name'] } },
    Cluster: { Value: { Ref: 'Cluster' } },
  };
  return writeAssembly(
    t,
    { Resources: containerResources(options), Outputs },
    {},
    { f00d: files ?? { Dockerfile: dockerfile, 'worker.mjs': program } },
  );
}

/** Such a stack in a cloud of its own, with clients, all its events, and ECS's API. */
export async function startContainers(t: TestContext, options: Options = {}) {
  const cloud = await startCloud({
    assembly: containerAssembly(t, options),
    settings: { ...fastTasks, ...options.settings },
  });
  t.after(() => cloud.close());
  const watch = new Watch(cloud);
  const ecs = async (action: string, input: object): Promise<Record<string, unknown>> => {
    const answer = await fetch(cloud.endpoints.ecs, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': `AmazonEC2ContainerServiceV20141113.${action}`,
      },
      body: JSON.stringify({ cluster: cloud.outputs.Cluster, ...input }),
    });
    return (await answer.json()) as Record<string, unknown>;
  };
  return {
    cloud,
    watch,
    ecs,
    ...clientsOf(t, cloud),
    scaleTo: (desiredCount: number) => ecs('UpdateService', { service: cloud.outputs.Service, desiredCount }),
    /** Resolves when a container has written this line. */
    said: (line: string, times = 1) =>
      watch.until(() => watch.of('log-line').filter((each) => each.line === line).length >= times, line),
    statuses: () => watch.of('task-changed').map(({ status }) => status),
  };
}
