import type { ClaimDefinition } from '#experiment/define-experiment.ts';
import type { Summary } from '#experiment/summary.ts';

type Variant = 'unlimited' | 'admission' | 'drop-stale';
type Metric =
  | 'sent'
  | 'accepted'
  | 'refused'
  | 'dropped'
  | 'inTime'
  | 'inTimeAtEnd'
  | 'backlog'
  | 'backlogByFormula'
  | 'oldestMsHalf'
  | 'oldestMsEnd'
  | 'acceptMsP50';
type Parameter = 'ratePerSecond' | 'seconds' | 'inTimeMs' | 'serviceMs' | 'maximumConcurrency';

/** How far the backlog and the formula may lie apart, as a part of the formula's value. */
const tolerance = 0.3;

const sum = ({ values }: Summary) => values.reduce((total, value) => total + value, 0);

/** What a run of queue-is-not-capacity is held to show. */
export const claims: ClaimDefinition<Variant, Metric, Parameter>[] = [
  {
    id: 'backlog-grows-by-the-difference',
    statement:
      'When more arrives than is worked on, the backlog grows by the difference for as long as it lasts, and the oldest order gets older and older. The queue adds room, not capacity.',
    reach: 'ratio',
    seeds: ['002/e9', '002/e7', '003/higher-scale', '002/s9'],
    notShown:
      'Where it ends on AWS: after the retention period, four days unless set, SQS drops what is left and tells nobody.',
    judge: ({ unlimited }, { serviceMs }) => {
      const near = unlimited.backlog.values.every((backlog, index) => {
        const predicted = unlimited.backlogByFormula.values[index] ?? Number.NaN;
        return Math.abs(backlog - predicted) <= tolerance * predicted;
      });
      return {
        // What is in work is up to a service time old without any backlog.
        holds:
          near &&
          // Over all repetitions: how old the oldest is moves with the arrivals, by a tenth and more from one to the next.
          sum(unlimited.oldestMsEnd) > 1.3 * sum(unlimited.oldestMsHalf) &&
          unlimited.oldestMsEnd.min > 2 * serviceMs,
        because: `At the end ${unlimited.backlog.median} orders were not done yet, predicted at half time ${unlimited.backlogByFormula.median} (held to ${tolerance * 100} %). The oldest was ${unlimited.oldestMsHalf.median} ms old at half time and ${unlimited.oldestMsEnd.median} ms at the end.`,
      };
    },
  },
  {
    id: 'accepted-is-not-served',
    statement:
      'Every order is accepted, at once and with a 2xx, and in the second half hardly one is done in time: the callers are told that all is well while it is not.',
    reach: 'mechanism',
    seeds: ['002/e6', '002/e9', '001/non-blocking'],
    notShown: 'What callers do about it, such as sending the order again.',
    judge: ({ unlimited, admission }, { ratePerSecond, seconds }) => ({
      holds:
        sum(unlimited.accepted) === sum(unlimited.sent) &&
        unlimited.inTimeAtEnd.max < 0.1 * ((ratePerSecond * seconds) / 2) &&
        unlimited.inTimeAtEnd.max < admission.inTimeAtEnd.min,
      because: `${sum(unlimited.accepted)} of ${sum(unlimited.sent)} orders were accepted; of those of the second half ${unlimited.inTimeAtEnd.median} were done in time.`,
    }),
  },
  {
    id: 'refusing-at-the-door-keeps-the-promise',
    statement:
      'With admission control some callers hear 429 at once, and nearly all orders that are accepted are done in time.',
    reach: 'mechanism',
    seeds: ['002/s9', '002/s15', '003/higher-scale'],
    notShown:
      'How exactly AWS keeps to a rate: its throttling is best effort, a target and not a ceiling. The rate has to be set below what the consumers can do.',
    judge: ({ unlimited, admission }) => {
      const late = sum(admission.accepted) - sum(admission.inTime) - sum(admission.backlog);
      return {
        holds:
          admission.refused.min > 0 &&
          sum(admission.accepted) + sum(admission.refused) === sum(admission.sent) &&
          late <= 0.1 * sum(admission.accepted) &&
          admission.inTimeAtEnd.min > unlimited.inTimeAtEnd.max,
        because: `${sum(admission.refused)} of ${sum(admission.sent)} orders were refused with a 429. Of the ${sum(admission.accepted)} accepted ones ${sum(admission.inTime)} were done in time, ${late} were late, and ${sum(admission.backlog)} had not waited long yet when the load ended.`,
      };
    },
  },
  {
    id: 'dropping-stale-work-keeps-the-rest-useful',
    statement:
      'A handler that drops what has waited too long spends its time on orders that somebody still waits for: the age of the oldest order stays small, and orders are done in time to the end.',
    reach: 'mechanism',
    seeds: ['002/e9', '002/e4', '002/e12'],
    notShown:
      'How the callers of dropped orders learn of it: here the table says “too late”, and somebody has to ask.',
    judge: ({ unlimited, 'drop-stale': dropStale }) => ({
      holds:
        dropStale.dropped.min > 0 &&
        sum(dropStale.accepted) === sum(dropStale.sent) &&
        dropStale.inTimeAtEnd.min > unlimited.inTimeAtEnd.max &&
        dropStale.oldestMsEnd.max < unlimited.oldestMsEnd.min,
      because: `${sum(dropStale.dropped)} of ${sum(dropStale.accepted)} accepted orders were dropped. Of the second half ${dropStale.inTimeAtEnd.median} orders were done in time, ${unlimited.inTimeAtEnd.median} without dropping; the oldest at the end was ${dropStale.oldestMsEnd.median} ms old instead of ${unlimited.oldestMsEnd.median} ms.`,
    }),
  },
];
