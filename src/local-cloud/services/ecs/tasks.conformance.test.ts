import assert from 'node:assert/strict';
import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { behavioursOf } from '../../testing/behaviour.ts';
import { startContainers } from '../../testing/containers.ts';
import { queueResource } from '../../testing/templates.ts';

const behaviour = behavioursOf('ECS', import.meta.filename);
const guide = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide';
const withoutDocker =
  'A container is a process of this machine, with this project’s Node.js, in a folder that the Dockerfile’s COPY made.';

/** Ready as soon as it can be told to end. */
const ready = `console.log('ready'); setInterval(() => {}, 1_000);`;

behaviour(
  'a service keeps the number of tasks that is desired, and replaces one that ends',
  { source: `${guide}/ecs_services.html`, fidelity: 'modelled', note: withoutDocker },
  async (t) => {
    const { watch, said, scaleTo, ecs, cloud } = await startContainers(t, {
      program: `console.log('ready'); setTimeout(() => process.exit(3), process.env.ENDS === 'yes' ? 50 : 1e6);`,
      container: { Environment: [{ Name: 'ENDS', Value: 'yes' }] },
    });
    await said('ready', 2);
    const [stopped] = watch.of('task-changed').filter(({ status }) => status === 'STOPPED');
    assert.equal(stopped?.exitCode, 3);
    assert.equal(stopped?.reason, 'Essential container in task exited');
    await scaleTo(0);
    const service = async () =>
      (
        (await ecs('DescribeServices', { services: [cloud.outputs.Service] })).services as {
          desiredCount: number;
        }[]
      )[0];
    assert.equal((await service())?.desiredCount, 0);
    assert.deepEqual((await ecs('ListTasks', { serviceName: cloud.outputs.Service })).taskArns, []);
  },
);

behaviour(
  'with the log driver awslogs a container’s lines are in the log group that it names, those of each task in a stream of their own',
  {
    source: `${guide}/using_awslogs.html`,
    fidelity: 'modelled',
    note: withoutDocker,
  },
  async (t) => {
    const { cloudWatchLogs, said } = await startContainers(t, {
      program: ready,
      container: {
        LogConfiguration: {
          LogDriver: 'awslogs',
          Options: {
            'awslogs-group': { Ref: 'Group' },
            'awslogs-stream-prefix': 'shop',
            'awslogs-region': { Ref: 'AWS::Region' },
          },
        },
      },
      resources: { Group: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: 'workers' } } },
    });
    await said('ready', 1);
    const { events = [] } = await cloudWatchLogs.send(
      new FilterLogEventsCommand({ logGroupName: 'workers' }),
    );
    assert.equal(events[0]?.message, 'ready');
    assert.match(events[0]?.logStreamName ?? '', /^shop\/Worker\/[0-9a-f]{32}$/);
  },
);

behaviour(
  'a task is pending before it runs, and is stopped after it was stopping',
  {
    source: `${guide}/task-lifecycle-explanation.html`,
    fidelity: 'modelled',
    note: 'Its other states are passed over. How long it is pending is a setting, taskStartSeconds: AWS promises no time.',
  },
  async (t) => {
    const { said, scaleTo, statuses, watch } = await startContainers(t, {
      program: `process.on('SIGTERM', () => process.exit(0)); ${ready}`,
      service: { DesiredCount: 0 },
      settings: { taskStartSeconds: 10 },
    });
    await scaleTo(1);
    await said('ready');
    const [pending, running] = watch.of('task-changed');
    assert.deepEqual([pending?.status, running?.status], ['PENDING', 'RUNNING']);
    const waited = (running?.at ?? 0) - (pending?.at ?? 0);
    assert.ok(waited >= 199, `ten seconds of the cloud are 200 ms, and it was pending for ${waited} ms`);
    await scaleTo(0);
    await watch.until(() => statuses().includes('STOPPED'), 'stopped');
    assert.deepEqual(statuses().slice(-3), ['RUNNING', 'STOPPING', 'STOPPED']);
  },
);

behaviour(
  'a container gets the variables of its image and its own, and calls AWS with its region',
  { source: `${guide}/taskdef-envfiles.html`, fidelity: 'modelled', note: withoutDocker },
  async (t) => {
    const { said } = await startContainers(t, {
      files: {
        Dockerfile:
          'FROM node:24\n# its variables\nENV A="of the image" B=2\nENV C=3\nWORKDIR /app\nWORKDIR in\nCOPY lib ./lib/\nCOPY main.mjs \\\n  main.mjs\nUSER node\nENTRYPOINT ["node"]\nCMD ["/app/in/main.mjs"]\n',
        'main.mjs': `import { text } from './lib/text.mjs';
          const { A, B, C, AWS_REGION, URL } = process.env;
          console.log([text, A, B, C, AWS_REGION, URL.startsWith('http://127.0.0.1:'), process.cwd().endsWith('/app/in')].join('|'));
          setInterval(() => {}, 1_000);`,
        'lib/text.mjs': `export const text = 'copied';`,
      },
      container: {
        Environment: [
          { Name: 'B', Value: 'of the container' },
          { Name: 'URL', Value: { Ref: 'Queue' } },
        ],
      },
      resources: { Queue: queueResource() },
    });
    await said('copied|of the image|of the container|3|us-east-1|true|true');
  },
);

behaviour(
  'Container Insights counts a service’s tasks each minute, and none of a service without one that runs',
  {
    source:
      'https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Container-Insights-metrics-ECS.html',
  },
  async (t) => {
    const { said, cloud, cloudWatch, watch } = await startContainers(t, {
      program: ready,
      cluster: { ClusterSettings: [{ Name: 'containerInsights', Value: 'enabled' }] },
      service: { DesiredCount: 2 },
      settings: { timeScale: 1 / 300 },
    });
    await said('ready', 2);
    const { GetMetricDataCommand } = await import('@aws-sdk/client-cloudwatch');
    const Dimensions = [
      { Name: 'ClusterName', Value: cloud.outputs.Cluster },
      { Name: 'ServiceName', Value: cloud.outputs.Service },
    ];
    const query = (Id: string, MetricName: string) => ({
      Id,
      MetricStat: {
        Metric: { Namespace: 'ECS/ContainerInsights', MetricName, Dimensions },
        Period: 60,
        Stat: 'Maximum',
      },
    });
    for (const giveUpAt = Date.now() + 60_000; ; ) {
      const { MetricDataResults = [] } = await cloudWatch.send(
        new GetMetricDataCommand({
          StartTime: new Date(Date.now() - 3_600_000),
          EndTime: new Date(Date.now() + 86_400_000),
          MetricDataQueries: [query('running', 'RunningTaskCount'), query('desired', 'DesiredTaskCount')],
        }),
      );
      const values = MetricDataResults.map(({ Values = [] }) => Math.max(...Values));
      if (values.every((each) => each === 2)) break;
      assert.ok(Date.now() < giveUpAt, `Seen: ${values}, ${JSON.stringify(watch.seen)}`);
    }
  },
);
