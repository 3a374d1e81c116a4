import type { SQSEvent } from 'aws-lambda';
import { answerSdk } from '#runner/testing/answer-sdk.ts';
import { Crash } from '#runner/testing/mortal-processes.ts';
import { Turns } from '#runner/testing/turns.ts';
import type { Change } from '../handlers/change.ts';
import { Device } from './device.ts';
import { tellChange } from './handlers.ts';
import type { Scenario } from './scenario.ts';
import { type Flaws, World } from './world.ts';

/** As stack.ts says. */
const maxReceiveCount = 5;

/** How a run is other than the lab. */
export interface Design extends Flaws {
  /** Devices only listen. */
  neverAsks?: boolean;
}

/** What a run came to. */
export interface Outcome {
  devices: Device[];
  changes: Change[];
  /** Changes whose message was worked off and deleted. */
  settled: Change[];
  /** Changes whose message became a dead letter. */
  dead: Change[];
  /** How often a handler began to tell a change, by order and version. */
  tells: Map<string, number>;
  /** By order, the version on record. */
  onRecord: Map<string, number>;
}

export const keyOf = ({ orderId, version }: Pick<Change, 'orderId' | 'version'>) => `${orderId} ${version}`;

/** Runs the lab’s handlers through a scenario. Afterwards, when nothing dies any more, every device that is away comes back. */
export async function runScenario(scenario: Scenario, design: Design = {}): Promise<Outcome> {
  const turns = new Turns(scenario.choices);
  const world = new World(turns, scenario, design);
  const devices = scenario.devices.map(
    ({ customer }, index) =>
      new Device({
        name: `device-${index}`,
        customer: `customer-${customer}`,
        world,
        turns,
        asks: !design.neverAsks,
      }),
  );
  const changes = changesOf(scenario);
  const settled: Change[] = [];
  const dead: Change[] = [];
  const tells = new Map<string, number>();
  let workedOff = 0;

  /** One delivery of a change’s message. Gives whether the message was deleted afterwards. */
  async function deliver(change: Change, isDoomed: boolean): Promise<boolean> {
    await turns.turn();
    tells.set(keyOf(change), (tells.get(keyOf(change)) ?? 0) + 1);
    const event = { Records: [{ body: JSON.stringify(change) }] } as SQSEvent;
    try {
      await world.invoke(() => tellChange(event), isDoomed);
    } catch (error) {
      if (error instanceof Crash) return false;
      throw error;
    }
    workedOff += 1;
    return !scenario.notDeleted.includes(workedOff);
  }

  async function send(change: Change, index: number): Promise<void> {
    for (let left = scenario.changes[index]?.after ?? 0; left > 0; left -= 1) await turns.turn();
    const isDoomed = scenario.poisoned.includes(index);
    if (scenario.duplicated.includes(index)) actors.push(turns.during(() => deliver(change, isDoomed)));
    for (let receive = 1; receive <= maxReceiveCount; receive += 1) {
      if (!(await deliver(change, isDoomed))) continue;
      settled.push(change);
      return;
    }
    dead.push(change);
  }

  async function live(
    device: Device,
    { stays, isThereInTheEnd }: Scenario['devices'][number],
  ): Promise<void> {
    for (const [index, { steps, ends }] of stays.entries()) {
      await turns.turn();
      await device.connect();
      for (let left = steps; left > 0; left -= 1) await turns.turn();
      if (isThereInTheEnd && index === stays.length - 1) return;
      device.leave(ends);
    }
  }

  const stop = answerSdk((request) => world.answer(request));
  const actors: Promise<unknown>[] = [];
  try {
    for (const [index, device] of devices.entries()) {
      const plan = scenario.devices[index];
      if (plan) actors.push(turns.during(() => live(device, plan)));
    }
    for (const [index, change] of changes.entries()) actors.push(turns.during(() => send(change, index)));
    await turns.untilQuiet();
    world.calm();
    for (const device of devices) if (!device.isConnected) actors.push(turns.during(() => device.connect()));
    await turns.untilQuiet();
    await Promise.all(actors);
    const rows = world.tables.items('Orders');
    const onRecord = new Map(rows.map(({ orderId, version }) => [`${orderId?.S}`, Number(version?.N)]));
    return { devices, changes, settled, dead, tells, onRecord };
  } finally {
    stop();
    world.tables.close();
  }
}

/** The changes in the order of sending: each of an order has the next version. */
function changesOf({ changes }: Scenario): Change[] {
  const versions = new Map<string, number>();
  return changes.map(({ customer, order }) => {
    const orderId = `order-${customer}-${order}`;
    const version = (versions.get(orderId) ?? 0) + 1;
    versions.set(orderId, version);
    return { customer: `customer-${customer}`, orderId, status: `status ${version}`, version };
  });
}
