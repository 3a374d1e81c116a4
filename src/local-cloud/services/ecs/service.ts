import { ApiServer, ApiServerError } from '../../http/api-server.ts';
import { withoutEffect } from '../../kernel/contracts/resource-type.ts';
import { defineService } from '../../kernel/contracts/service.ts';
import { actions } from './actions.ts';
import { Ecs } from './ecs.ts';
import { ecsCluster } from './resources/cluster.ts';
import { ecsService } from './resources/service.ts';
import { ecsTaskDefinition } from './resources/task-definition.ts';
import { ecsSettings } from './settings.ts';

const guide = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide';

/** Amazon ECS on Fargate: services that keep containers running, each container a process of this machine. */
export const ecs = defineService({
  name: 'ecs',
  endpoints: ['ecs'],
  settings: ecsSettings,
  resourceTypes: () => [ecsCluster, ecsTaskDefinition, ecsService],
  typesWithoutEffect: withoutEffect('every task is a process on this machine', [
    'AWS::ECS::ClusterCapacityProviderAssociations',
    'AWS::ECS::CapacityProvider',
  ]),
  notShown: [
    {
      service: 'ECS',
      name: 'a container has a file system, a network and process ids of its own',
      here: 'It is a process of this machine, with this project’s Node.js in the place of the image’s. Its folder holds what its Dockerfile copies, and tasks of one task definition share it.',
      source: `${guide}/fargate-security-considerations.html`,
    },
    {
      service: 'ECS',
      name: 'a task has the processor and memory that it asks for, and is ended when it takes more memory',
      here: 'Neither is limited: tasks share this machine.',
      source: `${guide}/fargate-tasks-services.html`,
    },
    {
      service: 'ECS',
      name: 'CloudFormation waits until a new service is steady',
      here: 'The stack is ready at once, and its tasks start meanwhile.',
      source:
        'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecs-service.html',
    },
    {
      service: 'ECS',
      name: 'tasks that fail again and again are started at longer and longer intervals',
      here: 'Each is replaced as soon as it ends.',
      source: `${guide}/service-throttle-logic.html`,
    },
    {
      service: 'ECS',
      name: 'a task asks an address of its own for its metadata, its credentials and its protection from scaling in',
      here: 'There is no such address: credentials are in the variables, and no task is protected.',
      source: `${guide}/task-metadata-endpoint-v4-fargate.html`,
    },
  ],
  async start(kernel, settings) {
    const running = new Ecs(kernel, settings);
    const act = (name: string, input: Record<string, unknown>) => {
      const action = actions.get(name);
      if (action) return action(input, running);
      throw new ApiServerError(
        'UnknownOperationException',
        `The local cloud has no ${name || 'such'} action of ECS: ${[...actions.keys()].join(', ')} are there.`,
      );
    };
    const api = new ApiServer('application/x-amz-json-1.1', ({ headers, input }) =>
      act(String(headers['x-amz-target'] ?? '').replace(/^AmazonEC2ContainerServiceV20141113\./, ''), input),
    );
    await api.listen();
    return {
      running,
      addresses: { ecs: api.address },
      call: async (action, input) => act(action, input) as Record<string, unknown>,
      close: () => api.close(),
    };
  },
});
