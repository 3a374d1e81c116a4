import assert from 'node:assert/strict';
import { behavioursOf } from '../../testing/behaviour.ts';
import { startContainers } from '../../testing/containers.ts';

const behaviour = behavioursOf('ECS', import.meta.filename);
const stopTask = 'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_StopTask.html';
const definition =
  'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ecs-taskdefinition-containerdefinition.html';
const scaled = 'The time between the two signals is one of the cloud’s clock.';

type Running = Awaited<ReturnType<typeof startContainers>>;

/** Stops the only task; gives how it ended, and for how many seconds of the cloud it was stopping. */
async function stop({ said, scaleTo, watch, cloud }: Running) {
  await said('ready');
  await scaleTo(0);
  const found = () => watch.of('task-changed').find(({ status }) => status === 'STOPPED');
  await watch.until(() => found() !== undefined, 'stopped');
  const stopping = watch.of('task-changed').find(({ status }) => status === 'STOPPING');
  assert.ok(cloud);
  return { exitCode: found()?.exitCode, seconds: (((found()?.at ?? 0) - (stopping?.at ?? 0)) * 50) / 1_000 };
}

behaviour(
  'a task that is stopped gets SIGTERM, and no SIGKILL when its container ends in time',
  { source: stopTask, fidelity: 'modelled', note: scaled },
  async (t) => {
    const running = await startContainers(t, {
      program: `process.on('SIGTERM', () => setTimeout(() => { console.log('drained'); process.exit(0); }, 100));
        setInterval(() => {}, 1_000); console.log('ready');`,
      container: { StopTimeout: 120 },
    });
    const { exitCode, seconds } = await stop(running);
    assert.equal(exitCode, 0);
    assert.ok(seconds < 120, `${seconds} s`);
    await running.said('drained');
  },
);

behaviour(
  'a container that does not end gets SIGKILL after 30 seconds, or after its stop timeout of at most 120',
  { source: definition, fidelity: 'modelled', note: scaled },
  async (t) => {
    const deaf = `process.on('SIGTERM', () => {}); setInterval(() => {}, 1_000); console.log('ready');`;
    const short = await stop(await startContainers(t, { program: deaf, container: { StopTimeout: 2 } }));
    const usual = await stop(await startContainers(t, { program: deaf }));
    assert.deepEqual([short.exitCode, usual.exitCode], [137, 137]);
    assert.ok(usual.seconds >= 29, `${usual.seconds} s`);
    assert.ok(short.seconds < usual.seconds, `${short.seconds} s`);
  },
);

behaviour(
  'without an init process a container’s program has the process id 1: a SIGTERM that it does not handle does nothing',
  {
    source: 'https://man7.org/linux/man-pages/man7/pid_namespaces.7.html',
    fidelity: 'modelled',
    note: 'Its process id is another one; it only keeps the signal from ending it.',
  },
  async (t) => {
    const program = `setInterval(() => {}, 1_000); console.log('ready');`;
    const asFirst = await stop(await startContainers(t, { program }));
    const behindInit = await stop(
      await startContainers(t, { program, container: { LinuxParameters: { InitProcessEnabled: true } } }),
    );
    assert.deepEqual([asFirst.exitCode, behindInit.exitCode], [137, 143]);
    assert.ok(behindInit.seconds < asFirst.seconds);
  },
);
