import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startCloud } from '../../index.ts';
import { containerAssembly, containerResources, startContainers } from '../../testing/containers.ts';
import { refusalOf, stackOf } from '../../testing/planned.ts';

test('what is not emulated of a service, its tasks and its scaling is refused, all of it at once', () => {
  const { problem } = refusalOf(
    stackOf({
      Resources: containerResources({
        container: { StopTimeout: 121, Secrets: [], LogConfiguration: { LogDriver: 'splunk' } },
        taskDefinition: { Memory: '64', RequiresCompatibilities: ['EC2'] },
        service: { LaunchType: 'EC2', LoadBalancers: [] },
        resources: {
          Target: {
            Type: 'AWS::ApplicationAutoScaling::ScalableTarget',
            Properties: {
              ServiceNamespace: 'dynamodb',
              ScalableDimension: 'ecs:service:DesiredCount',
              ResourceId: 'table/t',
              MinCapacity: 1,
              MaxCapacity: 2,
            },
          },
          Policy: {
            Type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
            Properties: {
              PolicyName: 'p',
              PolicyType: 'TargetTrackingScaling',
              ScalingTargetId: 't',
              TargetTrackingScalingPolicyConfiguration: {},
            },
          },
        },
      }),
    }),
  );
  for (const each of [
    /StopTimeout.*at most 120/,
    /Secrets/,
    /awslogs/,
    /FARGATE/,
    /LoadBalancers/,
    /only services of ECS/,
    /target tracking/,
  ])
    assert.match(problem, each);
});

test('a deployment that is to be forced is refused by name, and the number of tasks stays', async (t) => {
  const { cloud, ecs } = await startContainers(t);
  const scale = (desiredCount: number, forceNewDeployment: boolean) =>
    ecs('UpdateService', { service: cloud.outputs.Service, desiredCount, forceNewDeployment });
  const desired = async () => {
    const { services } = await ecs('DescribeServices', { services: [cloud.outputs.Service] });
    return (services as { desiredCount: number }[])[0]?.desiredCount;
  };
  const before = await desired();
  assert.match(String((await scale(0, true)).message), /forceNewDeployment: must be false/);
  assert.equal(await desired(), before);
  await scale(0, false);
  assert.equal(await desired(), 0);
});

test('a Dockerfile that asks for more than a process is refused with all that it asks for', async (t) => {
  const assembly = containerAssembly(t, {
    files: {
      Dockerfile:
        'FROM python:3\nARG A\nCOPY *.mjs ./\nRUN npm ci\nCOPY --from=build /a /b\nENV A\nCMD node worker.mjs\nFROM node:24\n',
    },
  });
  await assert.rejects(startCloud({ assembly }), (error: Error) => {
    for (const each of [
      'FROM python:3” is not a node image',
      'ARG A” is not emulated',
      'COPY *.mjs ./” has a wildcard',
      'RUN npm ci” is not emulated: there are FROM node:…, WORKDIR',
      'COPY --from=build /a /b” has --from=build',
      'ENV A” cannot be read',
      'CMD node worker.mjs” is not in exec form',
      'FROM node:24” begins a second stage',
      'Build what the image needs before',
    ])
      assert.ok(error.message.includes(each), `${each} is not in ${error.message}`);
    return true;
  });
});

test('an image of a registry, a file that is not there and another program than node are refused in two parts', async (t) => {
  const refusals = [
    {
      options: { container: { Image: 'nginx:1' } },
      says: /image nginx:1 is not an image asset.*\n.*Dockerfile/,
    },
    {
      options: { files: { Dockerfile: 'FROM node:24\nCOPY gone.mjs ./\nCMD ["node", "gone.mjs"]' } },
      says: /COPY finds no gone\.mjs/,
    },
    { options: { container: { Command: ['sh', '-c', 'node'] } }, says: /starts sh, and only node/ },
    { options: { files: { Dockerfile: 'FROM node:24' } }, says: /names no program/ },
  ];
  for (const { options, says } of refusals)
    await assert.rejects(startCloud({ assembly: containerAssembly(t, options) }), says);
});

test('a container reaches nothing of AWS, and no process is left when the cloud is closed', async (t) => {
  const { cloud, said, watch } = await startContainers(t, {
    program: `import https from 'node:https';
      https.get('https://sqs.us-east-1.amazonaws.com/').on('error', ({ code }) => console.log(code));
      process.on('SIGTERM', () => {}); setInterval(() => {}, 1_000); console.log('pid ' + process.pid);`,
  });
  await said('ERR_NOT_EMULATED');
  const pid = Number(watch.of('log-line').flatMap(({ line }) => /^pid (\d+)/.exec(line)?.[1] ?? [])[0]);
  assert.ok(process.kill(pid, 0));
  await cloud.close();
  assert.throws(() => process.kill(pid, 0), { code: 'ESRCH' });
});
