import assert from 'node:assert/strict';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { test } from 'node:test';
import { CallError } from '../call-error.ts';
import { project } from '../project.ts';
import { base, firstRelease } from './base.ts';
import { causeIds } from './causes.ts';
import { fateOf, type SentOrder, storedAtIn } from './fates.ts';
import { incidentNames, incidentOf, loadIncident } from './find-incidents.ts';
import { readIncidentFlags } from './flags.ts';
import { listCauses } from './game.ts';
import { commands, parseLine } from './parse.ts';
import { typingPlayer } from './player.ts';
import { packRelease } from './release.ts';
import { remedies } from './remedies.ts';
import { scoreOf } from './score.ts';
import { changeSetting, listSettings } from './settings.ts';
import { fitted, restIndent } from './show.ts';

const names = incidentNames();
const incidents = await Promise.all(names.map(loadIncident));

test('there are at least twelve incidents, each with a cause of its own, and causes that none has', () => {
  assert.ok(incidents.length >= 12);
  const own = new Set(incidents.map(({ cause }) => cause));
  assert.equal(own.size, incidents.length);
  assert.ok(causeIds.some((id) => !own.has(id)));
});

test('a seed means one incident, and each incident is meant by some seed', () => {
  assert.equal(incidentOf(7, names), incidentOf(7, names));
  const drawn = new Set(Array.from({ length: 400 }, (_, index) => incidentOf(index + 1, names)));
  assert.deepEqual([...drawn].sort(), names);
});

test('what can be typed for an incident is understood: its signals, its shortest way, what tempts', () => {
  for (const { signals, shortest, temptation } of incidents)
    for (const line of [
      ...signals.map(({ command }) => command),
      ...shortest,
      ...(temptation?.commands ?? []),
    ])
      assert.ok(parseLine(line));
});

test('the pager tells no cause in its own words', () => {
  for (const { cause, pager } of incidents) assert.ok(!pager.join(' ').includes(cause), cause);
});

test('every release can be made of the lab as it is', async () => {
  for (const { release = [], strike } of incidents) {
    const pack = (edits: Parameters<typeof packRelease>[0]['edits']) =>
      packRelease({
        labFolder: join(project.labs, base.lab),
        entry: base.entry,
        edits: [...firstRelease, ...release, ...edits],
        define: { PROVIDER_URL: 'http://127.0.0.1:1' },
      });
    await pack([]);
    if (/deploy/.test(String(strike)))
      await strike({ deploy: (edits: Parameters<typeof pack>[0]) => pack(edits) } as never);
  }
});

const order = (n: number, more: Partial<SentOrder> = {}): SentOrder => ({
  orderId: `o-${n}`,
  sentAt: n * 1000,
  status: 202,
  ...more,
});
const promiseMs = 5_000;
const booksOf = (stored: Record<string, number>, charges: Record<string, number> = {}) => ({
  storedAt: new Map(Object.entries(stored)),
  charges: new Map(Object.entries(charges)),
});

test('the fate of an order: what its customer was promised, and what came', () => {
  const fate = (
    sent: SentOrder,
    stored: Record<string, number>,
    charges = {},
    now = Number.POSITIVE_INFINITY,
  ) => fateOf(sent, booksOf(stored, charges), { promiseMs, now });
  assert.equal(fate(order(1), { 'o-1': 6_000 }), 'in time');
  assert.equal(fate(order(1), { 'o-1': 6_001 }), 'late');
  assert.equal(fate(order(1), {}), 'lost');
  assert.equal(fate(order(1), {}, {}, 3_000), 'waiting');
  assert.equal(fate(order(1), {}, {}, 6_001), 'lost');
  assert.equal(fate(order(1), { 'o-1': 2_000 }, { 'o-1': 2 }), 'twice');
  assert.equal(fate(order(1, { status: 503 }), {}), 'refused');
  assert.equal(fate(order(1, { status: 0 }), {}), 'refused');
  // The answer was lost on its way, the order was not.
  assert.equal(fate(order(1, { status: 0 }), { 'o-1': 2_000 }), 'in time');
});

test('an order counts as stored when it was stored first', () => {
  const written = (key: string, at: number) => ({
    type: 'item-written' as const,
    resource: 'Orders',
    key,
    at,
  });
  const stored = storedAtIn([written('orderId=o-1', 5), written('orderId=o-1', 9), written('name=x', 1)]);
  assert.deepEqual([...stored], [['o-1', 5]]);
});

test('the score: the cost by weights, sound from the first of the last good orders on, a promise broken needlessly', () => {
  const orders = Array.from({ length: 10 }, (_, index) => order(index + 1));
  const stored = Object.fromEntries(orders.slice(1).map(({ orderId, sentAt }) => [orderId, sentAt + 100]));
  const judged = { promiseMs, harms: ['late'] as const, causeIsRight: true, isMended: true };
  const lost = scoreOf(orders, booksOf(stored), judged);
  assert.equal(lost.cost, 10);
  assert.equal(lost.soundSince, 2_000);
  assert.deepEqual(lost.broken, ['lost']);
  assert.equal(lost.won, false);

  const late = scoreOf(orders, booksOf({ ...stored, 'o-1': 60_000 }), judged);
  assert.deepEqual([late.cost, late.broken, late.won], [1, [], true]);
  // What the fault does by itself costs, and is no broken promise of who mends it.
  assert.equal(scoreOf(orders, booksOf(stored), { ...judged, harms: ['lost'] }).won, true);
  assert.equal(
    scoreOf(orders, booksOf({ ...stored, 'o-1': 60_000 }), { ...judged, isMended: false }).won,
    false,
  );
  assert.equal(
    scoreOf(orders, booksOf({ ...stored, 'o-1': 60_000 }), { ...judged, causeIsRight: false }).won,
    false,
  );
});

test('too few good orders prove nothing', () => {
  const orders = Array.from({ length: 6 }, (_, index) => order(index + 1));
  const stored = Object.fromEntries(orders.slice(1).map(({ orderId, sentAt }) => [orderId, sentAt]));
  const { soundSince } = scoreOf(orders, booksOf(stored), {
    promiseMs,
    harms: ['lost'],
    causeIsRight: true,
    isMended: true,
  });
  assert.equal(soundSince, undefined);
});

test('a line: a command with its words, nothing, or an error that says what to type', () => {
  assert.deepEqual(parseLine('  look  queue '), { name: 'look', args: ['queue'] });
  assert.equal(parseLine(''), undefined);
  assert.equal(parseLine('# a comment'), undefined);
  assert.deepEqual(parseLine('set'), { name: 'set', args: [] });
  for (const [line, remedy] of [
    ['metrcs', /Did you mean metrics/],
    ['trace', /Write: trace <order>/],
    ['set OrderQueue delay', /Write: set <resource> <setting> <value>/],
    ['done now', /Write: done/],
  ] as const)
    assert.throws(
      () => parseLine(line),
      (error) => error instanceof CallError && remedy.test(error.remedy),
    );
});

test('flags: a seed that is a number, and nothing unknown', () => {
  assert.deepEqual(readIncidentFlags(['--seed', '12']), { seed: 12, causes: false });
  assert.throws(() => readIncidentFlags(['--seed', 'x']), /Give a whole number/);
  assert.throws(() => readIncidentFlags(['--sed', '1']), /Did you mean --seed/);
  assert.throws(() => readIncidentFlags(['poison']), /takes no name, got poison/);
});

test('what is listed fits 80 columns', () => {
  const help = Object.entries(commands).map(([name, { takes, does }]) => `${name} ${takes}  ${does}`);
  for (const line of [...listCauses(), ...listSettings(), ...help]) assert.ok(line.length <= 80, line);
});

test('a player who is a pipe: line after line, echoed with the prompt, and the end', async () => {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const player = typingPlayer(input as never, output as never, () => assert.fail());
  input.write('metrics\nlook ');
  assert.equal(await player.next('0:01 > '), 'metrics');
  input.end('queue');
  assert.equal(await player.next('0:02 > '), 'look queue');
  assert.equal(await player.next('0:03 > '), undefined);
  assert.equal(String(output.read()), '0:01 > metrics\n0:02 > look queue\n');
});

test('a game of many commands says nothing but the game', async (t) => {
  const warnings: string[] = [];
  const hear = ({ message }: Error) => warnings.push(message);
  process.on('warning', hear);
  t.after(() => process.off('warning', hear));
  const [input, output] = [new PassThrough(), new PassThrough().resume()];
  const player = typingPlayer(input as never, output as never, () => assert.fail());
  for (let typed = 0; typed < 30; typed += 1) {
    const next = player.next('> ');
    input.write('metrics\n');
    assert.equal(await next, 'metrics');
  }
  player.close();
  await new Promise(setImmediate);
  assert.deepEqual(warnings, []);
});

test('names that every object has are no resources, settings, values or queues', async () => {
  const world = {} as never;
  for (const args of [
    ['constructor', 'name', '1'],
    ['OrderQueue', 'toString', '1'],
    ['Worker', 'polling', 'constructor'],
  ])
    await assert.rejects(changeSetting(world, args), CallError);
  await assert.rejects(remedies.purge?.(world, ['constructor']) ?? assert.fail(), CallError);
});

test('a line that is longer than the window goes on below, and nothing of it is lost', () => {
  const line = `  0:02.8  Worker       │ failed e89c4778 (receive 1): Error: payment of o-6: ${'the connection is closed '.repeat(6)}`;
  const lines = fitted(['short', line.trimEnd(), 'x'.repeat(100)], 80);
  assert.ok(lines.every(({ length }) => length <= 80));
  assert.equal(lines.join('\n').replaceAll(`\n${restIndent}`, ' ').split('\n')[1], line.trimEnd());
  assert.equal(lines.at(-1), restIndent + 'x'.repeat(20));
});
