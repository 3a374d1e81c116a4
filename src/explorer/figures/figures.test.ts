import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fc } from '#testing/properties.ts';
import { defaults, type Settings } from '../model/settings.ts';
import { Simulation } from '../model/simulation.ts';
import type { Figure, Knob, Picture } from './figure.ts';
import { moments } from './figure.ts';
import { figures } from './figures.ts';

/** More events than this take a reader's phone a frame or several. */
const mostEvents = 300_000;

const atBeginning = ({ knobs }: Figure) => knobs.map(({ initial }) => initial);

/** Any values of the knobs, as a reader can set them. */
const anyValues = ({ knobs }: Figure) => fc.tuple(...knobs.map(({ values }) => fc.constantFrom(...values)));

const turned = (values: readonly number[], place: number, to: number) =>
  values.map((value, each) => (each === place ? to : value));

/** The number of a result, or what stands in its place. */
const result = (figure: Figure, picture: Picture, label: string): number =>
  picture.results[figure.results.findIndex((each) => each.label === label)] as number;

const knobsOf = Object.entries(figures).flatMap(([name, figure]) =>
  figure.knobs.map((knob, place): [string, Figure, Knob, number] => [name, figure, knob, place]),
);

for (const [name, figure, knob, place] of knobsOf)
  test(`${name}: “${knob.label}” changes the settings that it says, and no others`, () => {
    fc.assert(
      fc.property(anyValues(figure), fc.constantFrom(...knob.values), (values, to) => {
        const before = figure.settings(values) as Record<string, unknown>;
        const after = figure.settings(turned(values, place, to)) as Record<string, unknown>;
        const changed = Object.keys(after).filter((each) => after[each] !== before[each]);
        assert.deepEqual(
          changed.filter((each) => !knob.sets.includes(each)),
          [],
        );
        assert.equal(changed.length > 0, to !== values[place]);
      }),
    );
  });

for (const [name, figure] of Object.entries(figures)) {
  test(`${name}: equal values give an equal picture, with a number for each moment`, () => {
    fc.assert(
      fc.property(anyValues(figure), (values) => {
        const picture = figure.picture(values);
        assert.deepEqual(figure.picture(values), picture);
        for (const { lines, level } of picture.panels)
          for (const line of lines) {
            assert.equal(line.length, moments);
            assert.ok([...line, level ?? 0].every((value) => Number.isFinite(value) && value >= 0));
          }
        for (const each of picture.results)
          assert.ok(typeof each === 'string' || (Number.isFinite(each) && each >= 0), String(each));
      }),
      { numRuns: 10 },
    );
  });

  test(`${name}: it begins at values of its knobs, and what a reader can set is worked through at once`, () => {
    for (const { initial, values } of figure.knobs) assert.ok(values.includes(initial));
    if (name === 'shards') return;
    const ends = figure.knobs.reduce<number[][]>(
      (all, { values }) =>
        all.flatMap((each) => [values[0], values.at(-1)].map((end) => [...each, end as number])),
      [[]],
    );
    for (const values of [atBeginning(figure), ...ends]) {
      const { events } = new Simulation(figure.settings(values) as Settings, moments).run();
      assert.ok(events <= mostEvents, `${events} events at ${values}`);
    }
  });
}

/** Figure, knob, result, and whether turning the knob up at its beginning makes the result more or less, or leaves it. */
const effects: [string, string, string, -1 | 0 | 1][] = [
  ['littles-law', 'Arrival rate', 'In flight in the run, on average', 1],
  ['littles-law', 'Service time', 'In flight in the run, on average', 1],
  ['cliff', 'Load', 'Refused in the run', 1],
  ['cliff', 'Concurrency limit', 'Refused in the run', -1],
  ['drain', 'Length of the burst', 'Backlog when the burst ends', 1],
  ['drain', 'Consumers', 'Backlog when the burst ends', -1],
  ['retries', 'Attempts', 'Placed', 1],
  ['retries', 'Attempts', 'Attempts for each order', 1],
  ['retries', 'Load', 'Placed', -1],
  ['capping', 'Cap of the consumers', 'Writes refused', 1],
  ['capping', 'Cap of the consumers', 'Writes a second × seconds an order takes', 0],
  ['capping', 'What the table takes', 'Writes a second × seconds an order takes', 1],
  ['visibility', 'Visibility timeout', 'Charges too many', -1],
  ['visibility', 'Service time, on average', 'Charges too many', 1],
  ['partial-batches', 'Batch size', 'Dead letters', 1],
  ['partial-batches', 'Batch size', 'Orders that can never succeed', 0],
  ['partial-batches', 'The handler names what failed', 'Of these with an order that is stored', -1],
  ['partial-batches', 'The handler names what failed', 'Orders that can never succeed', 0],
  ['shards', 'Shards', 'Not done at the end', -1],
  ['shards', 'Readings of one device', 'Not done at the end', 1],
  ['shards', 'Shards', 'Readings that came', 0],
  ['shards', 'Readings of one device', 'Readings that came', 0],
];

for (const [name, label, measure, direction] of effects)
  test(`${name}: “${label}” turned up ${direction === 0 ? 'leaves' : 'changes'} “${measure}”`, () => {
    const figure = figures[name] as Figure;
    const place = figure.knobs.findIndex((knob) => knob.label === label);
    const { values } = figure.knobs[place] as Knob;
    const [least, most] = [values[0], values.at(-1)].map((to) =>
      result(figure, figure.picture(turned(atBeginning(figure), place, to as number)), measure),
    ) as [number, number];
    assert.equal(Math.sign(most - least), direction, `${least} at the least, ${most} at the most`);
  });

test('the rule and the run agree wherever the knobs stand', () => {
  const near = (name: string, rule: string, run: string, share: number, least: number) =>
    fc.assert(
      fc.property(anyValues(figures[name] as Figure), (values) => {
        const figure = figures[name] as Figure;
        const picture = figure.picture(values);
        const [says, was] = [rule, run].map((label) => result(figure, picture, label)) as [number, number];
        if (typeof says === 'string' || typeof was === 'string') return;
        assert.ok(
          Math.abs(was - says) <= Math.max(least, share * says),
          `${was} in the run, ${says} by the rule`,
        );
      }),
      { numRuns: 30 },
    );
  near('littles-law', 'Rate × time', 'In flight in the run, on average', 0.07, 0.1);
  near('cliff', 'Refused by Erlang B', 'Refused in the run', 0.1, 2.5);
  near('drain', 'Backlog ÷ (capacity − arrivals)', 'Drained in the run after', 0.05, 3);
});

test('retries find room below capacity, and place no more above it', () => {
  const figure = figures.retries as Figure;
  const placed = (attempts: number, load: number) =>
    result(figure, figure.picture([attempts, load]), 'Placed');
  assert.ok(placed(6, 80) - placed(1, 80) > 8, `${placed(1, 80)} and ${placed(6, 80)}`);
  assert.ok(Math.abs(placed(6, 200) - placed(1, 200)) < 5, `${placed(1, 200)} and ${placed(6, 200)}`);
});

test('a cap that fits is writes per second × seconds, whatever the table takes', () => {
  const figure = figures.capping as Figure;
  const [caps, tables] = figure.knobs.map(({ values }) => values) as [number[], number[]];
  for (const table of tables)
    for (const cap of caps) {
      const picture = figure.picture([cap, table]);
      const fits = result(figure, picture, 'Writes a second × seconds an order takes');
      const refused = result(figure, picture, 'Writes refused');
      if (cap <= fits) assert.equal(refused, 0, `cap ${cap}, table ${table}`);
    }
});

test('more shards do not help a hot key', () => {
  const figure = figures.shards as Figure;
  const left = (shards: number, hot: number) =>
    result(figure, figure.picture([shards, hot]), 'Not done at the end');
  assert.ok(left(6, 1) < 10);
  assert.ok(left(16, 60) > 300 && left(16, 60) > 0.8 * left(6, 60), `${left(6, 60)}, ${left(16, 60)}`);
});

test('the link to the explorer says all that is not as its page begins', () => {
  const query = new URLSearchParams(figures.drain?.picture([10, 5]).query);
  assert.equal(query.get('burstSeconds'), '10');
  assert.equal(query.get('maximumConcurrency'), null);
  for (const name of query.keys()) assert.ok(Object.hasOwn(defaults, name), name);
});
