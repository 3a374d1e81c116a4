import type { ClaimDefinition } from '#experiment/define-experiment.ts';

type Variant = 'events' | 'event-log' | 'durable-function' | 'state-machine';
type Metric =
  | 'whereRight'
  | 'wherePlaces'
  | 'whereCalls'
  | 'whyRight'
  | 'whyPlaces'
  | 'undoneRight'
  | 'undonePlaces'
  | 'errorFound'
  | 'stuckFound'
  | 'stuckPlaces'
  | 'stuckCalls'
  | 'added'
  | 'changed';
type Parameter = 'fine' | 'declined' | 'noCourier' | 'stuckInShipping' | 'stuckInPayment' | 'serviceMs';

/** What a run of where-is-my-order is held to show. */
export const claims: ClaimDefinition<Variant, Metric, Parameter>[] = [
  {
    id: 'a-history-is-one-place',
    statement:
      'Where an order is, who refused it and what was taken back can be told with every variant. With events alone one looks into several services for each; with a log of the events, a durable function or a state machine it is one place.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'Who may look: with events the tables belong to several services. And tracing, which joins what several services write down.',
    judge: (results, { fine, declined, noCourier, stuckInShipping, stuckInPayment }) => {
      const refused = declined + noCourier;
      const all = Object.values(results);
      const { events, ...kept } = results;
      return {
        holds:
          all.every(
            ({ whereRight, whyRight, undoneRight }) =>
              whereRight.min === fine + refused + stuckInShipping + stuckInPayment &&
              whyRight.min === refused &&
              undoneRight.min === refused,
          ) &&
          Object.values(kept).every(
            ({ wherePlaces, whyPlaces, undonePlaces }) =>
              wherePlaces.max === 1 && whyPlaces.max === 1 && undonePlaces.max === 1,
          ) &&
          events.wherePlaces.min > 1 &&
          events.whyPlaces.min > 1 &&
          events.undonePlaces.min > 1,
        because: `Most places for “where”, “who refused” and “what was taken back”: ${all
          .map(({ wherePlaces, whyPlaces, undonePlaces }) =>
            [wherePlaces, whyPlaces, undonePlaces].map(({ median }) => median).join(', '),
          )
          .join('; ')}. Answered right where: ${all.map(({ whereRight }) => whereRight.median).join(', ')}.`,
      };
    },
  },
  {
    id: 'only-a-caller-keeps-the-error',
    statement:
      'With which error a step fails is in the history of a durable function and of a state machine, which called it. The tables of the services and the log of their events do not have it.',
    reach: 'mechanism',
    seeds: [],
    notShown: 'The log of the function that failed, which has it in every variant.',
    judge: (results, { stuckInShipping, stuckInPayment }) => ({
      holds:
        results.events.errorFound.max === 0 &&
        results['event-log'].errorFound.max === 0 &&
        results['durable-function'].errorFound.min === stuckInShipping + stuckInPayment &&
        results['state-machine'].errorFound.min === stuckInShipping + stuckInPayment,
      because: `Errors found of ${stuckInShipping + stuckInPayment} stuck orders: ${Object.values(results)
        .map(({ errorFound }) => errorFound.median)
        .join(', ')}.`,
    }),
  },
  {
    id: 'a-queue-counts-by-itself',
    statement:
      'How many orders are stuck in payment takes two calls with events: the queue counts, and so does its dead-letter queue. With an orchestrator it takes a call for each order that runs and one to list them.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'A metric or a row of one’s own that counts orders by step, which an orchestrator’s steps can write. On AWS the counts of a queue are approximate.',
    judge: (results, { stuckInShipping, stuckInPayment }) => {
      const running = stuckInShipping + stuckInPayment;
      const all = Object.values(results);
      const callsOf = (name: Variant) => results[name].stuckCalls;
      return {
        holds:
          all.every(
            ({ stuckFound }) => stuckFound.min === stuckInPayment && stuckFound.max === stuckInPayment,
          ) &&
          callsOf('events').max === 2 &&
          callsOf('event-log').max === 2 &&
          callsOf('durable-function').min === 1 + running &&
          callsOf('state-machine').min === 1 + running,
        because: `Calls for ${running} orders that run, of which ${stuckInPayment} are stuck in payment: ${all
          .map(({ stuckCalls }) => stuckCalls.median)
          .join(', ')}.`,
      };
    },
  },
  {
    id: 'a-step-more',
    statement:
      'A step in the middle of the chain changes the rules of both its neighbours where events join the steps, and brings a rule, a queue and a dead-letter queue for each of its functions. With an orchestrator it changes the orchestrator alone.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'A reader at the end of the chain, such as a mail: with events it changes nobody. And the code of the steps, which is the same.',
    judge: (results) => ({
      holds:
        [results.events, results['event-log']].every(({ changed }) => changed.min === 2) &&
        [results['durable-function'], results['state-machine']].every(
          ({ changed, added }) => changed.max === 1 && added.max < results.events.added.min,
        ),
      because: `Resources changed and added: ${Object.values(results)
        .map(({ changed, added }) => `${changed.median} and ${added.median}`)
        .join('; ')}.`,
    }),
  },
];
