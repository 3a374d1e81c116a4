import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { answerSdk, type SdkAnswer, type SdkRequest } from '#runner/testing/answer-sdk.ts';
import { loadHandlers } from '#runner/testing/deployed-handlers.ts';
import { MortalProcesses } from '#runner/testing/mortal-processes.ts';
import { replaceMethod } from '#runner/testing/replace-method.ts';
import { TablesInMemory, tableKeyedBy } from '#runner/testing/tables-in-memory.ts';
import { Turns } from '#runner/testing/turns.ts';
import type { LedgerCharge } from '../../stand-in/ledger.ts';
import { chargesAndEvents, type Sent, secret, signed, textOf } from './provider-events.ts';
import type { Forgery, Scenario } from './scenario.ts';

/** The settings in stack.ts. */
export interface Setting {
  eventRule: 'versions' | 'last-write';
  checksSignature: boolean;
  ack: 'stored' | 'anyway';
}

export type Violation =
  | 'an event is never acknowledged'
  | 'a charge stands wrong'
  | 'a charge is put back'
  | 'the last event of a charge is never stored'
  | 'a forged event is taken'
  | 'a charge stands as it was forged';

/**
 * How long a signature is fresh: “Our libraries have a default tolerance of five minutes”.
 * https://docs.stripe.com/webhooks#replay-attacks
 */
const freshSeconds = 300;
/**
 * How much time each turn takes. An event that waits for several may come when its signature is no longer fresh; where
 * nothing delays it, its turn comes in time, however many wait.
 */
const secondsOfTurn = 20;
const startsAt = 1_700_000_000;
/** More attempts than faults can take from one event: then nothing but the webhook itself keeps it out. */
const mostAttempts = 50;
/** Higher than any true one. */
const forgedVersion = 9;

/**
 * Has the lab’s webhook take a provider’s events, each of which is sent until it is acknowledged, and gives what went wrong,
 * in the end or on the way there.
 */
export async function violationsOf(scenario: Scenario, setting: Setting): Promise<Violation[]> {
  const receive = await handlerWith(setting);
  const turns = new Turns(scenario.choices);
  const now = () => startsAt + turns.given * secondsOfTurn;
  const restores = [
    replaceMethod(Date, 'now', () => now() * 1000),
    // The webhook writes down what could not be stored.
    replaceMethod(console, 'error', () => undefined),
  ];
  const processes = new MortalProcesses(turns, scenario.crashes);
  const tables = new TablesInMemory(tableKeyedBy('Charges', 'chargeId'));
  const stored = (chargeId: string) => tables.items('Charges').find((row) => row.chargeId?.S === chargeId);
  const actors: Promise<unknown>[] = [];
  const act = (does: () => Promise<unknown>) => actors.push(turns.during(does));
  const found = new Set<Violation>();
  const { charges, events } = chargesAndEvents(scenario.charges);
  const trueEvents: Sent[] = [];
  const everStored = new Set<string>();
  const delays = scenario.delays.values();
  const fates = scenario.writes.values();
  let acknowledged = 0;

  async function pass(count: number): Promise<void> {
    for (let left = count; left > 0; left -= 1) await turns.turn();
  }
  /** Gives the status of its answer, or undefined where there is none. */
  async function send({ raw, signature }: Sent): Promise<number | undefined> {
    await turns.turn();
    const headers = signature === undefined ? {} : { 'provider-signature': signature };
    const request = { headers, body: raw, isBase64Encoded: false } as unknown as APIGatewayProxyEventV2;
    const reply = await processes.invoke(() => receive(request)).catch(() => undefined);
    return reply?.statusCode;
  }
  async function tell(raw: string): Promise<void> {
    for (let left = mostAttempts; left > 0; left -= 1) {
      await turns.turn();
      const event = signed(raw, now());
      trueEvents.push(event);
      await pass(delays.next().value ?? 0);
      if ((await send(event)) !== 200) continue;
      acknowledged += 1;
      if (!scenario.unheard.includes(acknowledged)) return;
    }
    found.add('an event is never acknowledged');
  }
  async function forge(how: Forgery, charge: LedgerCharge): Promise<void> {
    const forged = await forgeryOf(how, textOf({ ...charge, status: 'voided', version: forgedVersion }));
    if ((await send(forged)) === 200) found.add('a forged event is taken');
  }
  async function forgeryOf(how: Forgery, raw: string): Promise<Sent> {
    if (how === 'unsigned') return { raw, at: now() };
    if (how === 'guessed') return signed(raw, now(), 'guessed');
    for (;;) {
      const [oldest, latest] = [trueEvents[0], trueEvents.at(-1)];
      if (how === 'altered' && latest) return { ...latest, raw };
      if (how === 'old' && oldest && now() - oldest.at > freshSeconds) return oldest;
      await turns.turn();
    }
  }

  async function answer(request: SdkRequest): Promise<SdkAnswer> {
    const fate = fates.next().value ?? 'done';
    if (fate === 'refused') return unavailable;
    const { chargeId, version } = JSON.parse(request.body).Item;
    const before = Number(stored(chargeId.S)?.version?.N ?? 0);
    const answered = await tables.answer(request);
    if (Number(stored(chargeId.S)?.version?.N) < before) found.add('a charge is put back');
    if (answered.statusCode === 200) everStored.add(`${chargeId.S} ${version.N}`);
    return fate === 'unanswered' ? unavailable : answered;
  }

  restores.push(
    answerSdk((request) =>
      // It is read once, and then known to each run: its call is no place to die at.
      request.headers['x-amz-target']?.endsWith('.GetParameter')
        ? Promise.resolve(json(200, { Parameter: { Value: secret } }))
        : processes.call(() => answer(request)),
    ),
  );
  try {
    for (const event of events) act(() => tell(event));
    for (const { how, charge, after } of scenario.forgeries)
      act(async () => {
        await pass(after);
        await forge(how, charges[charge % charges.length] as LedgerCharge);
      });
    await turns.untilQuiet();
    await Promise.all(actors);
    for (const { id, status, version } of charges) {
      const row = stored(id);
      if (row?.status?.S !== status) found.add('a charge stands wrong');
      if (row?.version?.N === String(forgedVersion)) found.add('a charge stands as it was forged');
      if (!everStored.has(`${id} ${version}`)) found.add('the last event of a charge is never stored');
    }
    return [...found];
  } finally {
    for (const restore of restores) restore();
    tables.close();
  }
}

type Receive = typeof import('../../handlers/receive-event.ts').handler;
const deployed = new Map<string, Promise<Receive>>();

function handlerWith(setting: Setting): Promise<Receive> {
  const name = JSON.stringify(setting);
  const handler = deployed.get(name) ?? load(setting);
  deployed.set(name, handler);
  return handler;
}

async function load({ eventRule, checksSignature, ack }: Setting): Promise<Receive> {
  const loaded = await loadHandlers(new URL('../../handlers/', import.meta.url), ['receive-event'], {
    CHARGES_TABLE_NAME: 'Charges',
    PROVIDER_SECRET_NAME: 'Secret',
    EVENT_RULE: eventRule,
    CHECKS_SIGNATURE: checksSignature ? '1' : '0',
    ACK: ack,
  });
  return loaded['receive-event'].handler as Receive;
}

const json = (statusCode: number, body: object): SdkAnswer => ({
  statusCode,
  headers: { 'content-type': 'application/x-amz-json-1.0' },
  body: JSON.stringify(body),
});

/** What DynamoDB answers when it fails. */
const unavailable = json(500, { __type: 'com.amazonaws.dynamodb.v20120810#InternalServerError' });
