import type { ClaimDefinition } from '#experiment/define-experiment.ts';

type Variant =
  | 'passed'
  | 'not-passed'
  | 'made-anew'
  | 'line-per-batch'
  | 'own-trace-id'
  | 'trace-header'
  | 'sampled-apart'
  | 'sampled-together';
type Metric =
  | 'whole'
  | 'hopsFound'
  | 'atGateway'
  | 'atFront'
  | 'atWorker'
  | 'behindTable'
  | 'inReports'
  | 'inPieces'
  | 'linesWithoutId'
  | 'batches';
type Parameter = 'orders' | 'failing';

/** What a run of one-order-through-all is held to show. */
export const claims: ClaimDefinition<Variant, Metric, Parameter>[] = [
  {
    id: 'passed-on-is-found-whole',
    statement:
      'An id that is made at the gateway, sent with the message, stored with the item and logged on every line finds each order at all its hops with one query, those that ended as dead letters too.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'How long it takes until a line can be found on AWS, what a query costs there, and lines that were never written.',
    judge({ passed }, { orders, failing }) {
      return {
        holds: passed.whole.min === orders + failing && passed.inReports.min === failing,
        because: `Found at all four hops: at least ${passed.whole.min} of ${orders + failing} orders, and ${passed.inReports.min} of ${failing} dead letters.`,
      };
    },
  },
  {
    id: 'not-passed-on-ends-at-the-queue',
    statement:
      'When the front logs the id and sends it with no message, every order is found at the gateway and at the front, and none behind the queue.',
    reach: 'mechanism',
    seeds: [],
    notShown: 'A body that has a number of its own, such as the order’s, which every hop could log.',
    judge({ 'not-passed': without }, { orders, failing }) {
      const all = orders + failing;
      return {
        holds:
          without.atGateway.min === all &&
          without.atFront.min === all &&
          without.atWorker.max + without.behindTable.max + without.inReports.max === 0,
        because: `Of ${all} orders, ${without.atFront.min} were found at the front, ${without.atWorker.max} at the worker, ${without.behindTable.max} behind the table, and ${without.inReports.max} of ${failing} dead letters.`,
      };
    },
  },
  {
    id: 'an-id-on-every-line-is-not-enough',
    statement:
      'A hop that makes an id when none comes leaves no line without one, and an order is found no further than when those lines have none.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'An id that is made once, where no id can come: at the gateway, or for a job that nobody asked for.',
    judge({ 'made-anew': anew, 'not-passed': without }) {
      return {
        holds:
          anew.linesWithoutId.max === 0 &&
          without.linesWithoutId.min > 0 &&
          anew.whole.max === 0 &&
          anew.hopsFound.max === without.hopsFound.min,
        because: `Lines without an id: ${anew.linesWithoutId.max} when it is made anew, at least ${without.linesWithoutId.min} otherwise. Hops found: ${anew.hopsFound.max} and ${without.hopsFound.min}.`,
      };
    },
  },
  {
    id: 'a-line-per-batch-finds-the-first',
    statement:
      'One line for each batch, with the id of its first order, hides the others: at the worker no more orders are found than there were batches, while a line for each record finds every one.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'A line for each batch that lists all its ids, which a text search finds as long as the line is not cut.',
    judge({ 'line-per-batch': batch, passed }, { orders, failing }) {
      const all = orders + failing;
      return {
        holds:
          batch.atWorker.max < all &&
          batch.atWorker.max <= batch.batches.max &&
          batch.atFront.min === all &&
          passed.atWorker.min === all,
        because: `Found at the worker: at most ${batch.atWorker.max} of ${all} orders in ${batch.batches.median} batches with a line each, and at least ${passed.atWorker.min} with a line for each record.`,
      };
    },
  },
  {
    id: 'the-trace-id-changes-at-the-queue',
    statement:
      'The worker’s own trace id is another one than the front’s, although the front sent its trace header with each message. Read out of the message, the header finds every order at the worker and behind it.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'X-Ray itself, which joins both traces by a link where both were sampled. And the gateway’s line: in this log format it has the request’s id and no trace id.',
    judge({ 'own-trace-id': own, 'trace-header': header }, { orders, failing }) {
      const all = orders + failing;
      return {
        holds:
          own.atFront.min === all &&
          own.atWorker.max + own.behindTable.max === 0 &&
          header.atFront.min === all &&
          header.atWorker.min === all &&
          header.behindTable.min === orders,
        because: `Found at the worker by the front’s trace id: ${own.atWorker.max} of ${all} orders when it logs its own trace id, at least ${header.atWorker.min} when it reads the header of each message.`,
      };
    },
  },
  {
    id: 'sampled-together-is-whole-or-absent',
    statement:
      'Where each hop keeps half of its lines by lot, orders are found in pieces. Where all decide by the id, an order is found at every function or at none.',
    reach: 'mechanism',
    seeds: [],
    notShown: 'Which half: the order that a customer asks about may be in the other one, in either way.',
    judge({ 'sampled-apart': apart, 'sampled-together': together }) {
      return {
        holds: apart.inPieces.min > 0 && together.inPieces.max === 0 && together.whole.max > 0,
        because: `Orders found in pieces: at least ${apart.inPieces.min} when each hop draws for itself, ${together.inPieces.max} when all decide by the id.`,
      };
    },
  },
];
