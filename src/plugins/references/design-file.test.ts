import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { withoutPart } from '#content/design/change.ts';
import { emptyDrawing, freePlace, partAt } from '#content/design/drawing.ts';
import { readDrawing } from '#content/design/drawing-text.ts';
import { judgedPoints, outcomeOf } from '#content/design/judged.ts';
import { shown } from '#content/design/shown.ts';
import { designFileOf, designFiles, designOf } from './design-file.ts';
import { openQuestion } from './kinds/question.ts';

const root = join(import.meta.dirname, '../../..');
const read = (file: string) => readFileSync(file, 'utf8');
const designs = designFiles(root).map((file) => ({ file, text: read(file) }));

for (const { file, text } of designs) {
  const name = basename(file, '.yaml');
  const design = designOf(text, file, root, read);
  const { drawing } = readDrawing(design.reference.drawing);

  test(`${name}: who draws the reference and says the rest is a senior, who draws nothing is none`, () => {
    const said = design.rubric.map(({ drawn }) => (drawn ? null : ('said' as const)));
    assert.deepEqual(outcomeOf(judgedPoints(design.rubric, drawing, said)), { left: 0, reached: 'senior' });
    assert.deepEqual(outcomeOf(judgedPoints(design.rubric, emptyDrawing, said)), { left: 0 });
    const undrawn = design.rubric.filter(({ drawn }) => !drawn).length;
    assert.equal(outcomeOf(judgedPoints(design.rubric, drawing, [])).left, undrawn);
  });

  test(`${name}: each thing that is asked for is missed when its parts are not drawn`, () => {
    for (const { point, drawn = [] } of design.rubric)
      for (const wanted of drawn) {
        const without = drawing.parts.map((part) => shown(wanted, withoutPart(drawing, part.name)));
        const unjoined = shown(wanted, { ...drawing, arrows: [] });
        assert.ok(
          [unjoined, ...without].some(({ met }) => !met),
          point,
        );
      }
  });

  test(`${name}: the reference says where each part stands, and no arrow is drawn twice`, () => {
    const lines = design.reference.drawing.trim().split('\n');
    assert.equal(lines.filter((line) => /@ \d,\d+$/.test(line)).length, drawing.parts.length);
    for (const part of drawing.parts) assert.equal(partAt(drawing.parts, part), part);
    assert.ok(freePlace(drawing.parts));
  });

  test(`${name}: the page of its question leads to it`, () => {
    const page = join(root, 'docs/interview', `${name}.mdx`);
    const context = { root, page, file: page, read, list: () => [] };
    assert.deepEqual(openQuestion.cut(read(page), {}, context), {
      ...(openQuestion.cut(read(page), {}, context) as object),
      design: name,
    });
  });
}

/** Drawings in the words of other people, and what becomes of the points that are judged by them, in their order. */
const drawnByOthers = {
  'order-processing': [
    {
      what: 'another good one, with an outbox and in words of its own',
      text: `Load balancer: edge
        Client: shopper\nContainer: order service\nStatus page: my order\nDatabase: orders\nDatabase: outbox
        Worker: relay\nEvent bus: events\nSQS: to start\nDLQ: stuck\nOrchestrator: fulfilment\nLambda: charge
        Third party: card network\nSQS: to mail\nWorker: mailer\nThird party: mail service\nCron: every night
        shopper -> edge -> order service -> orders
        order service -> outbox -> relay -> events -> to start -> fulfilment -> charge -> card network
        shopper -> my order -> orders
        events -> to mail -> mailer -> mail service
        to start -> stuck
        to mail -> stuck
        every night -> card network`,
      ticks: ['said', 'said', 'said', 'said', 'said', 'said', 'said', 'said'],
    },
    {
      what: 'one function that does everything while the buyer waits',
      text: `Client -> API -> Function -> Table
        Provider: bank\nProvider: mail
        Function -> bank
        Function -> mail`,
      ticks: ['said', 'missed', 'missed', 'missed', 'missed', 'missed', 'missed', 'missed'],
    },
  ],
  'notification-system': [
    {
      what: 'another good one, with a cache of connections and one dead-letter queue',
      text: `Service: shop\nEvent bus: events\nLambda: fan out\nDatabase: inbox\nSNS: out\nSQS: sockets\nSQS: mails
        DLQ: dead\nWorker: pusher\nWorker: mailer\nWebSocket: live\nThird party: mail service\nClient: browser
        Gateway: read inbox\nCache: who is there
        shop -> events -> fan out -> inbox
        fan out -> out -> sockets -> pusher -> live
        browser -> live
        out -> mails -> mailer -> mail service
        pusher -> who is there
        sockets -> dead
        mails -> dead
        browser -> read inbox -> inbox`,
      ticks: ['said', 'said', 'said', 'said', 'said', 'said', 'said'],
    },
    {
      what: 'a shop that mails and pushes itself',
      text: `Container: shop\nProvider: mail service\nPush: socket\nClient: browser
        shop -> mail service
        shop -> socket -> browser`,
      ticks: ['missed', 'missed', 'missed', 'missed', 'missed', 'missed', 'missed'],
    },
    {
      what: 'one queue and one worker for both channels, and nothing stored',
      text: `Container: shop\nQueue: all\nFunction: send\nProvider: mail service\nPush: socket\nClient: browser
        Dead-letter queue: failed
        shop -> all -> send -> mail service
        send -> socket -> browser
        all -> failed`,
      ticks: ['said', 'missed', 'missed', 'partly', 'said', 'missed', 'missed'],
    },
  ],
};

for (const [name, drawings] of Object.entries(drawnByOthers)) {
  for (const { what, text, ticks } of drawings) {
    test(`${name}, judged: ${what}`, () => {
      const file = join(root, 'docs/interview/designs', `${name}.yaml`);
      const { drawing, problems } = readDrawing(text);
      assert.deepEqual(problems, []);
      const judged = judgedPoints(designOf(read(file), file, root, read).rubric, drawing, []);
      const drawn = judged.filter((point) => point.drawn);
      assert.deepEqual(
        drawn.map(({ tick }) => tick),
        ticks,
        drawn.flatMap((each) => each.drawn?.map(({ says }) => says)).join('\n'),
      );
    });
  }
}

test('two systems can be drawn, and most questions have no drawing', () => {
  assert.equal(designs.length, 2);
  assert.equal(designFileOf('interview/key-differences', root), undefined);
});

const [{ file, text }] = designs as [{ file: string; text: string }];
const wrong: [what: string, wrong: string, problem: RegExp][] = [
  [
    'a reference that misses what is asked for',
    text.replace(/^ +WebSocket: .*\n/m, '').replace('Push: WebSocket', 'Other: WebSocket'),
    /reference\.drawing does not have what the point “.*Not drawn/s,
  ],
  [
    'a line of the reference that is no part',
    text.replace('Bus: order events', 'Buss: order events'),
    /“Buss: order events @ 2,1”: “Buss” is no kind of part/,
  ],
  [
    'a kind that there is not',
    text.replace('each: queue', 'each: queues'),
    /rubric\.\d+\.drawn\.0: must be \{ has \}/,
  ],
  ['minutes that come to another sum', text.replace('minutes: 5', 'minutes: 6'), /must come to 45/],
  [
    'a claim that there is not',
    text.replace('claim: a-slow-consumer-is-slow-alone', 'claim: a-slow-consumer-is-slow'),
    /a-slow-consumer-is-slow"/,
  ],
];

for (const [what, yaml, problem] of wrong) {
  test(`refused: ${what}`, () => {
    assert.notEqual(yaml, text);
    assert.throws(() => designOf(yaml, file, root, read), problem);
  });
}

test('refused: a design without the page of a question', () => {
  const elsewhere = join(root, 'docs/interview/designs/order-procesing.yaml');
  assert.throws(() => designOf(text, elsewhere, root, read), /Did you mean "order-processing"\?/);
});
