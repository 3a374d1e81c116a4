import type { ClaimDefinition } from '#experiment/define-experiment.ts';

type Variant = 'topic-right' | 'topic-wrong' | 'bus-right' | 'bus-wrong';
type Metric = 'taken' | 'byAll' | 'wanted' | 'arrived' | 'unwanted' | 'deadLetters' | 'archived' | 'matches';
type Parameter = 'express' | 'normal';

/** What a run of route-by-content is held to show. Each needs every order told, and read by the reader without a filter. */
export const claims: ClaimDefinition<Variant, Metric, Parameter>[] = [
  {
    id: 'a-filter-passes-what-it-names',
    statement:
      'A filter policy of a topic and a pattern of a bus let through exactly the orders that they name. The producer knows nothing of it.',
    reach: 'mechanism',
    seeds: [],
    notShown: 'All that a pattern can say: numbers, prefixes, fields that are not there.',
    judge(results, { express, normal }) {
      const right = [results['topic-right'], results['bus-right']];
      return {
        holds: right.every(
          (each) =>
            each.taken.min === express + normal &&
            each.byAll.min === express + normal &&
            each.arrived.min === express &&
            each.unwanted.max === 0,
        ),
        because: `Of ${express + normal} orders, ${express} of them express: ${right.map(({ arrived, unwanted }) => `${arrived.median} express and ${unwanted.median} others`).join(' arrived through the topic, ')} through the bus.`,
      };
    },
  },
  {
    id: 'a-wrong-filter-is-silent',
    statement:
      'A filter that is wrong lets nothing through, and nobody is told: the producer gets no error, the dead-letter queue of the subscription or rule stays empty, and the other readers get everything.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'Metrics: AWS counts filtered notifications and matched events, and an alarm on such a count would notice. This run does not read them.',
    judge(results, { express, normal }) {
      const wrong = [results['topic-wrong'], results['bus-wrong']];
      return {
        holds: wrong.every(
          (each) =>
            each.taken.min === express + normal &&
            each.byAll.min === express + normal &&
            each.wanted.min === express + normal &&
            each.arrived.max === 0 &&
            each.deadLetters.max === 0,
        ),
        because: wrong
          .map(
            (each, index) =>
              `${index === 0 ? 'Topic' : 'Bus'}: ${each.taken.median} told without an error, ${each.arrived.median} of ${each.wanted.median} arrived, ${each.deadLetters.median} dead letters.`,
          )
          .join(' '),
      };
    },
  },
  {
    id: 'a-sample-tells-beforehand',
    statement:
      'Whoever tries a sample of what is wanted against the pattern hears at once that it does not match. The archive of the bus has kept every order, whether a rule matched it or not.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'A sample that is as wrong as the pattern. SNS has no such question; a test has to publish and see what arrives.',
    judge(results, { express, normal }) {
      const [right, wrong] = [results['bus-right'], results['bus-wrong']];
      return {
        holds:
          right.matches.min === 1 &&
          wrong.matches.max === 0 &&
          [right, wrong].every(({ archived }) => archived.min === express + normal),
        because: `Samples that match: ${right.matches.median} of 1 with the pattern as meant, ${wrong.matches.median} of 1 with the wrong one. In the archive: ${right.archived.median} and ${wrong.archived.median} of ${express + normal} orders.`,
      };
    },
  },
];
