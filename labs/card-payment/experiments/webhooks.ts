import { defineExperiment } from '#experiment/define-experiment.ts';
import { pollUntil } from '#experiment/poll.ts';
import { itemsWhere } from '#experiment/table.ts';
import { placeOrder, type Shop, warmUp } from './shared/shop.ts';
import { claims } from './webhooks/claims.ts';

const pipeline = ['payment provider', 'HTTP API', 'Lambda', 'DynamoDB'];
const context = { reconciles: 0, deadlineMs: 2_000 };
const stored = (value: string) => ({ label: 'what an event may overwrite', value });
const signature = (value: string) => ({ label: 'signature', value });
const whatever = stored('whatever is stored');
const older = stored('a lower version only');

/** How the events of each order’s charge are delivered; one of the plain ones is forged, another meets a table that is down. */
const kinds = ['plain', 'twice', 'late', 'forged', 'down'] as const;
type Kind = (typeof kinds)[number];

export default defineExperiment({
  question:
    'The provider tells of each charge by events that come twice, late and out of order, and somebody forges one. What does our table say in the end?',
  nextStep:
    'In labs/card-payment/handlers/signature.ts, let a signature count however old it is, and run npx node --test labs/card-payment/handlers/signature.test.ts: what can somebody do who has read one event?',
  byHand: ({ ApiUrl }) => [
    `curl -i ${ApiUrl}/orders -H 'content-type: application/json' -H 'idempotency-key: 1' -d '{"customer":"me","item":"espresso","amount":300,"card":"events-twice-1"}'`,
    `curl -i -X POST ${ApiUrl}/orders/me_1/capture`,
    `curl -i ${ApiUrl}/events -d '{"id":"evt","charge":{"id":"ch_1","orderId":"me_1","status":"voided","version":9}}'`,
  ],
  repetitions: 3,
  // Nothing is compared but what is stored in the end.
  tolerance: { loopLag: 5, sendDrift: 5, clockJump: 5, cpuTaken: 0.8 },
  // All of the provider’s events, and the captures between them; the orders themselves were placed before.
  replayed: { path: '/events', beforeMs: 0, afterMs: 5_000, variants: ['last-write', 'versions-signed'] },
  parameters: {
    orders: {
      label: 'orders per repetition, each authorised and then captured',
      value: kinds.length,
      unit: 'orders',
      injected:
        'A stand-in on this machine plays the provider. By the card’s token it sends the first event once more after the second, or after the second only.',
    },
    serviceMs: {
      label: 'time that a charge takes',
      fromOutput: 'ServiceMs',
      unit: 'ms',
      injected: 'Set in the stand-in for the provider.',
    },
  },
  variants: {
    'last-write': {
      label: 'last write wins',
      pipeline,
      context: { ...context, eventRule: 'last-write', checksSignature: 0 },
      parameters: { stored: whatever, signature: signature('not checked') },
    },
    'last-write-signed': {
      label: 'last write wins, signed',
      pipeline,
      context: { ...context, eventRule: 'last-write', checksSignature: 1 },
      parameters: { stored: whatever, signature: signature('checked') },
    },
    versions: {
      label: 'versions',
      pipeline,
      context: { ...context, eventRule: 'versions', checksSignature: 0 },
      parameters: { stored: older, signature: signature('not checked') },
    },
    'versions-signed': {
      label: 'versions, signed',
      pipeline,
      context: { ...context, eventRule: 'versions', checksSignature: 1 },
      parameters: { stored: older, signature: signature('checked') },
    },
    'acks-anyway': {
      label: 'the same, acknowledged anyway',
      pipeline,
      context: { ...context, eventRule: 'versions', checksSignature: 1, ack: 'anyway' },
      parameters: {
        stored: older,
        signature: signature('checked'),
        ack: { label: 'an event that cannot be stored', value: 'is acknowledged' },
      },
    },
  },
  metrics: {
    wrong: { label: 'charges that stand wrong in the end', unit: 'charges', better: 'lower' },
    overtaken: {
      label: 'of them, charges that a second or late event put back',
      unit: 'charges',
      better: 'lower',
    },
    forgedTaken: { label: 'forged events that were acknowledged', unit: 'events', better: 'lower' },
    forgedLasts: {
      label: 'charges that stand as the forged event says',
      unit: 'charges',
      better: 'lower',
    },
    lost: {
      label: 'charges whose last event was acknowledged and never stored',
      unit: 'charges',
      better: 'lower',
    },
  },
  series: {},
  predictions: [
    {
      kind: 'number',
      id: 'put-back',
      prompt:
        'Five charges are authorised and captured. For one the first event is sent once more after the second, for another it comes after the second only. The last write wins. How many of the five are put back to “authorised”?',
      unit: 'charges',
      answer: (results) => results['last-write'].overtaken.median,
    },
  ],

  warmUp: (context) => warmUp(context, kinds.length),

  async run({ variant, repetition, takeReadings, faults, progress, ...shop }) {
    const customer = `${shop.runId}-${variant}-${repetition}`;
    const orderId = (kind: Kind) => `${customer}_${kind}`;
    const capture = (kind: Kind) =>
      shop.clients.http.postJson(`${shop.outputs.ApiUrl}/orders/${orderId(kind)}/capture`, {}, shop.signal);
    const placed = await Promise.all(
      kinds.map((kind) => {
        const how = kind === 'forged' || kind === 'down' ? 'plain' : kind;
        const card = `events-${how}-${customer}-${kind}`;
        return placeOrder(shop, { customer, item: 'espresso', amount: 300, card }, kind);
      }),
    );
    if (placed.some((status) => status !== 201)) throw new Error(`Orders were answered ${placed.join()}.`);
    await untilQuiet(shop, takeReadings);
    progress(0.4, 'all are authorised');

    const forged = await forgeEvent(shop, orderId('forged'));
    await Promise.all(kinds.filter((kind) => kind !== 'down').map(capture));
    await untilQuiet(shop, takeReadings);
    progress(0.7, 'all but one are captured');

    const mend = faults.inject({ resource: 'Charges', fault: 'down' });
    takeReadings();
    await capture('down');
    await untilAnswered(shop, takeReadings);
    mend();
    await untilQuiet(shop, takeReadings);

    const ends = new Map<string, unknown>();
    for (const kind of kinds) ends.set(kind, (await chargesOf(shop, orderId(kind)))[0]?.status);
    const isWrong = (kind: Kind) => ends.get(kind) !== 'captured';
    return {
      metrics: {
        wrong: kinds.filter(isWrong).length,
        overtaken: kinds.filter((kind) => (kind === 'twice' || kind === 'late') && isWrong(kind)).length,
        forgedTaken: forged === 200 ? 1 : 0,
        forgedLasts: ends.get('forged') === 'voided' ? 1 : 0,
        // The stand-in sends an event until it is acknowledged, and it is done with this one.
        lost: isWrong('down') ? 1 : 0,
      },
      series: {},
    };
  },

  claims,
});

const chargesOf = ({ clients, outputs }: Shop, orderId: string) =>
  itemsWhere(clients.documents, outputs.ChargesTableName ?? '', 'orderId', orderId);

/** Sends what anybody can send who knows the address: an event about an order’s charge, with a high version. */
async function forgeEvent(shop: Shop, orderId: string): Promise<number> {
  const { clients, outputs, signal } = shop;
  const [charge] = await chargesOf(shop, orderId);
  const event = { id: 'evt_forged', charge: { id: charge?.chargeId, orderId, status: 'voided', version: 9 } };
  const { status } = await clients.http.postJson(`${outputs.ApiUrl}/events`, event, signal, {
    'provider-signature': `t=${Math.floor(Date.now() / 1000)},v1=${'0'.repeat(64)}`,
  });
  return status;
}

type Readings = () => Record<string, number>;

async function until({ clock, signal }: Shop, is: () => boolean): Promise<void> {
  const from = clock.now();
  const check = async () => is();
  const at = await pollUntil({ clock, from, everyMs: 20, until: from + 20_000, signal, check });
  if (at === undefined) throw new Error('The provider’s events are not delivered after 20 seconds.');
}

/** Waits until the provider works on nothing and every event is acknowledged. */
const untilQuiet = (shop: Shop, takeReadings: Readings) =>
  until(shop, () => {
    const { working, underWay } = takeReadings();
    return working === 0 && underWay === 0;
  });

/** Waits until the provider has an answer to an event, whatever it says. */
const untilAnswered = (shop: Shop, takeReadings: Readings) =>
  until(shop, () => (takeReadings().answers ?? 0) > 0);
