import type { TestContext } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { GetMetricStatisticsCommand, type Statistic } from '@aws-sdk/client-cloudwatch';
import type { CloudSettings } from '../settings.ts';
import type { Template, TemplateResource } from '../template/template.ts';
import { startTemplate } from './assembly.ts';
import { clientsOf } from './clients.ts';
import { Watch } from './watch.ts';

/** A minute of the cloud lasts a fifth of a second. */
export const fastMinutes = 1 / 300;

/** Of a metric, by name. */
type Dimensions = Readonly<Record<string, string | undefined>>;

/** A cloud whose metrics can be asked for, with the clients that do what is measured. */
export async function startMetrics(
  t: TestContext,
  Resources: Record<string, TemplateResource>,
  {
    timeScale = fastMinutes,
    Outputs = {},
    ...settings
  }: Partial<CloudSettings> & Pick<Template, 'Outputs'> = {},
) {
  const machineTime = Date.now();
  const cloud = await startTemplate(t, { Resources, Outputs }, { timeScale, ...settings });
  const clients = clientsOf(t, cloud);

  /** A statistic of all values that there are, in every unit; undefined when there are none. */
  const statistic = async (
    metric: string,
    which: Statistic,
    dimensions: Dimensions,
  ): Promise<{ value: number; unit: string } | undefined> => {
    const [Namespace = '', MetricName = ''] = metric.split(' ');
    const passed = Date.now() - machineTime;
    const { Datapoints: [point] = [] } = await clients.cloudWatch.send(
      new GetMetricStatisticsCommand({
        Namespace,
        MetricName,
        Dimensions: Object.entries(dimensions).flatMap(([Name, Value]) =>
          Value === undefined ? [] : [{ Name, Value }],
        ),
        StartTime: new Date(machineTime - 3_600_000),
        EndTime: new Date(machineTime + passed / timeScale + 3_600_000),
        Period: 14 * 86_400,
        Statistics: [which],
      }),
    );
    return point && { value: point[which] as number, unit: point.Unit ?? '' };
  };

  /** Waits until such a statistic satisfies `is`, and gives its unit. */
  const until = async (
    metric: string,
    which: Statistic,
    dimensions: Dimensions,
    is: (value: number) => boolean,
  ): Promise<string> => {
    const giveUpAt = Date.now() + 60_000;
    for (;;) {
      const found = await statistic(metric, which, dimensions);
      if (found && is(found.value)) return found.unit;
      if (Date.now() > giveUpAt) throw new Error(`${which} of ${metric} is ${found?.value} after 60 s.`);
      await delay(20);
    }
  };
  return { cloud, ...clients, watch: new Watch(cloud), statistic, until };
}
