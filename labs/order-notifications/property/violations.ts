import { keyOf, type Outcome, runScenario } from './run-scenario.ts';

export type Violation =
  | 'a change is neither told nor a dead letter'
  | 'the record went back'
  | 'told twice without need'
  | 'left uninformed'
  | 'left uninformed after being taken for gone';

/** Runs the lab’s handlers through a scenario, and gives what went wrong. */
export const violationsOf = async (...run: Parameters<typeof runScenario>): Promise<Violation[]> =>
  violationsIn(await runScenario(...run));

/** What went wrong in a run, in the end, when every device is connected. */
function violationsIn({ devices, changes, settled, dead, tells, onRecord }: Outcome): Violation[] {
  const found = new Set<Violation>();
  for (const change of changes)
    if ([...settled, ...dead].filter((each) => each === change).length !== 1)
      found.add('a change is neither told nor a dead letter');
  for (const { orderId, version } of settled)
    if ((onRecord.get(orderId) ?? 0) < version) found.add('the record went back');
  for (const device of devices) {
    for (const [push, times] of Map.groupBy(device.pushes, (each) => each)) {
      const [, orderId = '', version] = push.split(' ');
      const deliveries = tells.get(keyOf({ orderId, version: Number(version) })) ?? 0;
      // Once for each delivery of its message: a standard queue delivers at least once.
      if (times.length > deliveries) found.add('told twice without need');
    }
    const isInformed = settled.every(
      ({ customer, orderId, version }) =>
        customer !== device.customer || (device.shown.get(orderId) ?? 0) >= version,
    );
    if (!isInformed)
      found.add(device.wasTakenForGone ? 'left uninformed after being taken for gone' : 'left uninformed');
  }
  return [...found];
}
