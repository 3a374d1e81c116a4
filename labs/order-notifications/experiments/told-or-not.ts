import { defineExperiment } from '#experiment/define-experiment.ts';
import { eventsOf, runningInvocations } from '#experiment/event-counts.ts';
import { pollUntil } from '#experiment/poll.ts';
import { queueDepth } from '#experiment/queue.ts';
import { itemsWhere } from '#experiment/table.ts';
import { Device, sendChange } from './shared/device.ts';
import { claims } from './told-or-not/claims.ts';

const pipeline = ['SQS', 'Lambda', 'WebSocket API'];
const on = (value: string) => ({ label: 'when a device connects', value });

export default defineExperiment({
  question:
    'Orders are done, and their customers are told over a WebSocket. Some are connected, some have just dropped, some have two devices. Who hears of it?',
  nextStep:
    'In labs/order-notifications/stack.ts, add a $disconnect route whose function removes the connection from the registry: which figures move, and why must the 410 still be handled?',
  byHand: ({ ApiUrl, SocketUrl }) => [
    `npx node listen.ts '${SocketUrl}?customer=me'`,
    `curl -i ${ApiUrl}/changes -H 'content-type: application/json' -d '{"customer":"me","orderId":"mine-1","status":"placed","version":1}'`,
  ],
  repetitions: 3,
  serviceTime: { value: 500 },
  parameters: {
    steady: { label: 'customers with one device that stays connected', value: 3, unit: 'customers' },
    away: {
      label: 'customers whose device drops before the work is done and comes back after it',
      value: 3,
      unit: 'customers',
    },
    twoDevices: { label: 'customers with two devices that stay connected', value: 2, unit: 'customers' },
  },
  variants: {
    'push-alone': {
      label: 'push alone',
      pipeline,
      parameters: { connect: on('it listens') },
    },
    'push-and-record': {
      label: 'push and a status on record',
      pipeline,
      parameters: { connect: on('it asks how its orders stand, and listens') },
    },
  },
  metrics: {
    told: {
      label: 'devices that know in the end that the order is placed',
      unit: 'devices',
      better: 'higher',
    },
    toldByPush: { label: 'devices to which it was pushed', unit: 'devices', better: 'higher' },
    bothTold: {
      label: 'customers to both of whose devices it was pushed',
      unit: 'customers',
      better: 'higher',
    },
    deadBefore: {
      label: 'dropped connections in the registry before the push',
      unit: 'connections',
      better: 'neither',
    },
    deadAfter: {
      label: 'dropped connections in the registry after the push',
      unit: 'connections',
      better: 'lower',
    },
    liveAfter: {
      label: 'open connections in the registry after the push',
      unit: 'connections',
      better: 'higher',
    },
    stored: { label: 'writes of the record in the first round', unit: 'writes', better: 'lower' },
    heardAgain: { label: 'devices that were told the same change twice', unit: 'devices', better: 'lower' },
    lastIsOld: {
      label: 'devices of a steady customer that heard the older change last',
      unit: 'devices',
      better: 'lower',
    },
    highestIsOld: {
      label: 'devices of a steady customer that never heard the newer change',
      unit: 'devices',
      better: 'lower',
    },
  },
  series: {},
  predictions: [
    {
      kind: 'number',
      id: 'told-by-push-alone',
      prompt:
        'Ten devices of eight customers. Three have dropped when their order is placed, and connect again a moment later. How many of the ten know in the end, by push alone?',
      unit: 'devices',
      answer: (results) => results['push-alone'].told.median,
    },
  ],

  async warmUp({ outputs, runId, clock, signal, ...api }) {
    const devices = Array.from(
      { length: 5 },
      (_, index) => new Device(outputs.SocketUrl ?? '', `${runId}-warm-up-${index}`),
    );
    for (const device of devices) {
      await device.connect();
      device.catchUp();
    }
    await Promise.all(
      devices.map(({ customer }) =>
        sendChange(
          { ...api, outputs, clock, signal },
          { customer, orderId: customer, status: 'placed', version: 1 },
        ),
      ),
    );
    const from = clock.now();
    const check = async () => devices.every(({ records, heard }) => records > 0 && heard.length > 0);
    await pollUntil({ clock, from, everyMs: 50, until: from + 15_000, signal, check });
    await Promise.all(devices.map((device) => device.drop()));
  },

  async run({ variant, repetition, parameters, progress, events, faults, ...api }) {
    const { clients, clock, outputs, runId, signal } = api;
    const named = (kind: string, count: number) =>
      Array.from({ length: count }, (_, index) => `${runId}-${variant}-${repetition}-${kind}-${index}`);
    const devicesOf = (customers: string[]) =>
      customers.map((customer) => new Device(outputs.SocketUrl ?? '', customer));
    const steady = devicesOf(named('steady', parameters.steady));
    const away = devicesOf(named('away', parameters.away));
    const pairs = named('two', parameters.twoDevices).map((customer) => devicesOf([customer, customer]));
    const staying = [...steady, ...pairs.flat()];
    const devices = [...staying, ...away];
    const customers = [...new Set(devices.map(({ customer }) => customer))];

    const until = async (check: () => boolean | Promise<boolean>) => {
      const from = clock.now();
      const ask = async () => check();
      const at = await pollUntil({ clock, from, everyMs: 25, until: from + 20_000, signal, check: ask });
      if (at === undefined) throw new Error('The lab did not come to rest within 20 seconds.');
    };
    const atRest = () =>
      until(async () => {
        if (runningInvocations(events) > 0) return false;
        const { waiting, inFlight } = await queueDepth(clients.sqs, outputs.QueueUrl ?? '');
        return waiting + inFlight === 0 && runningInvocations(events) === 0;
      });
    const connect = async (device: Device) => {
      await device.connect();
      if (variant === 'push-alone') return;
      const before = device.records;
      device.catchUp();
      await until(() => device.records > before);
    };
    const send = (customer: string, status: string, version: number) =>
      sendChange(api, { customer, orderId: `${customer}-order`, status, version });
    const registered = async (of: Device[]) => {
      const rows = await Promise.all(
        [...new Set(of.map(({ customer }) => customer))].map((customer) =>
          itemsWhere(clients.documents, outputs.ConnectionsTableName ?? '', 'customer', customer),
        ),
      );
      return rows.flat().length;
    };

    try {
      for (const device of devices) await connect(device);
      await Promise.all(away.map((device) => device.drop()));
      await until(() => eventsOf(events, 'connection-closed', 'Socket').length >= away.length);
      const deadBefore = await registered(away);

      progress(0.3, `${away.length} of ${devices.length} devices are away, and the orders get placed`);
      // At least once: each of these messages is delivered a second time.
      const once = faults.inject({ resource: 'ChangeQueue', fault: 'duplicate', times: customers.length });
      await Promise.all(customers.map((customer) => send(customer, 'placed', 1)));
      await until(() => eventsOf(events, 'message-deleted', 'ChangeQueue').length >= customers.length);
      await atRest();
      once();
      const stored = eventsOf(events, 'item-written', 'Orders').length;
      const [deadAfter, liveAfter] = [await registered(away), await registered(staying)];

      progress(0.5, 'those who were away come back');
      for (const device of away) await connect(device);
      await atRest();
      const knowsOf = (device: Device, version: number) =>
        device.heard.some((each) => each.version === version);
      const told = devices.filter((device) => knowsOf(device, 1));
      const wasPushed = ({ heard }: Device) =>
        heard.some(({ by, version }) => by === 'push' && version === 1);

      progress(0.7, 'two changes in a row, and the first one fails once');
      const failing = faults.inject({ resource: 'Tell', fault: 'fail', times: steady.length });
      const failures = () =>
        eventsOf(events, 'fault-injected', 'Tell').filter(({ fault }) => fault === 'fail').length;
      await Promise.all(steady.map(({ customer }) => send(customer, 'cooking', 2)));
      await until(() => failures() === steady.length);
      failing();
      await Promise.all(steady.map(({ customer }) => send(customer, 'on its way', 3)));
      await until(() => steady.every((device) => knowsOf(device, 2) && knowsOf(device, 3)));
      await atRest();

      return {
        metrics: {
          told: told.length,
          toldByPush: devices.filter(wasPushed).length,
          bothTold: pairs.filter((pair) => pair.every(wasPushed)).length,
          stored,
          deadBefore,
          deadAfter,
          liveAfter,
          heardAgain: devices.filter(
            ({ heard }) => heard.filter(({ by, version }) => by === 'push' && version === 1).length > 1,
          ).length,
          lastIsOld: steady.filter(({ heard }) => heard.at(-1)?.version !== 3).length,
          highestIsOld: steady.filter(({ heard }) => Math.max(...heard.map(({ version }) => version)) !== 3)
            .length,
        },
        series: {},
      };
    } finally {
      await Promise.all(devices.map((device) => device.drop()));
    }
  },

  claims,
});
