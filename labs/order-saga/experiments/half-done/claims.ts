import type { ClaimDefinition } from '#experiment/define-experiment.ts';

type Variant = 'forward-only' | 'compensated' | 'swept' | 'orchestrated' | 'state-machine';
type Metric =
  | 'completed'
  | 'deaths'
  | 'piecesOfRefused'
  | 'authorisationsOfRefused'
  | 'piecesOfSilent'
  | 'authorisationsOfSilent'
  | 'piecesOfUndoFailed'
  | 'withoutEnd'
  | 'missing';
type Parameter =
  | 'stock'
  | 'fine'
  | 'diesAfterWrite'
  | 'declined'
  | 'noCourier'
  | 'silent'
  | 'undoFails'
  | 'serviceMs';

/** What a run of half-done is held to show. */
export const claims: ClaimDefinition<Variant, Metric, Parameter>[] = [
  {
    id: 'nobody-takes-back-by-itself',
    statement:
      'Where no service takes back what it did, an order whose card is declined keeps its piece reserved, and one that no courier takes keeps its piece and its authorisation. With a compensation for each step nothing of them is left.',
    reach: 'mechanism',
    seeds: ['001/orders-asynchronous'],
    notShown: 'An authorisation that expires at the bank by itself, after days.',
    judge: ({ 'forward-only': forward, compensated }, { declined, noCourier }) => ({
      holds:
        forward.piecesOfRefused.min === declined + noCourier &&
        forward.authorisationsOfRefused.min === noCourier &&
        compensated.piecesOfRefused.max === 0 &&
        compensated.authorisationsOfRefused.max === 0,
      because: `Left of ${declined + noCourier} refused orders: ${forward.piecesOfRefused.median} pieces and ${forward.authorisationsOfRefused.median} authorisations without compensation, ${compensated.piecesOfRefused.median} and ${compensated.authorisationsOfRefused.median} with it.`,
    }),
  },
  {
    id: 'silence-is-no-refusal',
    statement:
      'A step that fails at every attempt tells nothing, so compensation that reacts to refusals does not begin: the piece stays reserved, the authorisation stands, and the order has no end. A sweep that tells of pending orders has all of it taken back.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'How long an order has to be pending before the sweep may cancel it: longer than the slowest good one takes.',
    judge: ({ compensated, swept }, { silent, undoFails }) => ({
      holds:
        compensated.piecesOfSilent.min === silent &&
        compensated.authorisationsOfSilent.min === silent &&
        compensated.withoutEnd.min === silent + undoFails &&
        swept.piecesOfSilent.max === 0 &&
        swept.authorisationsOfSilent.max === 0 &&
        swept.withoutEnd.max === 0,
      because: `Left of ${silent} orders whose shipping fell silent: ${compensated.piecesOfSilent.median} pieces and ${compensated.authorisationsOfSilent.median} authorisations with compensation, ${swept.piecesOfSilent.median} and ${swept.authorisationsOfSilent.median} with a sweep. Orders without an end: ${compensated.withoutEnd.median} and ${swept.withoutEnd.median}.`,
    }),
  },
  {
    id: 'an-undo-can-fail',
    statement:
      'A compensation that fails until its message is a dead letter leaves behind what it was to take back. The sweep has it tried again, and then no piece is missing.',
    reach: 'mechanism',
    seeds: [],
    notShown: 'A compensation that fails for ever: somebody has to look at it.',
    judge: ({ compensated, swept }, { undoFails }) => ({
      holds:
        compensated.piecesOfUndoFailed.min === undoFails &&
        swept.piecesOfUndoFailed.max === 0 &&
        swept.missing.max === 0,
      because: `Pieces left by ${undoFails} failed releases: ${compensated.piecesOfUndoFailed.median} with compensation, ${swept.piecesOfUndoFailed.median} with a sweep. Missing in all: ${compensated.missing.median} and ${swept.missing.median}.`,
    }),
  },
  {
    id: 'an-orchestrator-hears-the-silence',
    statement:
      'Who calls the steps gets an error where a service that waits for events hears nothing. A durable function and a state machine both take back what was done, try a failed compensation again, and every order ends without a sweep.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'An order whose execution never starts, because placing it died in between: that needs a sweep here too. And what the executions cost.',
    judge: ({ compensated, orchestrated, 'state-machine': machine }, { silent, undoFails }) => ({
      holds:
        compensated.withoutEnd.min === silent + undoFails &&
        [orchestrated, machine].every((each) =>
          [
            each.withoutEnd,
            each.missing,
            each.piecesOfRefused,
            each.authorisationsOfRefused,
            each.authorisationsOfSilent,
          ].every(({ max }) => max === 0),
        ),
      because: `Orders without an end: ${compensated.withoutEnd.median} with events and compensation, ${orchestrated.withoutEnd.median} with a durable function, ${machine.withoutEnd.median} with a state machine. Pieces missing: ${compensated.missing.median}, ${orchestrated.missing.median} and ${machine.missing.median}.`,
    }),
  },
  {
    id: 'a-death-after-the-write-is-told-later',
    statement:
      'A function that dies after its write and before it tells anybody is called again for the same order, finds its step done, and tells it then: the order is completed in every variant.',
    reach: 'mechanism',
    seeds: [],
    notShown: 'A step that is done at another company, which has to recognise the second request by a key.',
    judge: (results, { fine, diesAfterWrite }) => ({
      holds: Object.values(results).every(
        ({ completed, deaths }) => completed.min === fine + diesAfterWrite && deaths.min === diesAfterWrite,
      ),
      because: `Completed of ${fine + diesAfterWrite}: ${Object.values(results)
        .map(({ completed }) => completed.median)
        .join(', ')}.`,
    }),
  },
];
