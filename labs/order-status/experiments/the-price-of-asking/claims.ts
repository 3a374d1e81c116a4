import type { ClaimDefinition, Results } from '#experiment/define-experiment.ts';

type Variant = 'every-100' | 'every-400' | 'every-1600' | 'back-off';
type Metric = 'told' | 'questions' | 'predicted' | 'lateMsMedian' | 'lateMsMax';
type Parameter = 'orders' | 'serviceMs' | 'concurrency' | 'patienceMs';

/** How far a count of questions may lie from what is calculated: a part of it, and one question for each order. */
const slack = 0.15;

const allTold = (results: Results<Variant, Metric>, orders: number) =>
  Object.values(results).every(({ told }) => told.min === orders);

/** What a run of the-price-of-asking is held to show. Each needs every client told. */
export const claims: ClaimDefinition<Variant, Metric, Parameter>[] = [
  {
    id: 'questions-are-time-over-pause',
    statement:
      'How often a client asks follows from two numbers: the time until the order is done, and its pause. With a quarter of the pause there are more than twice as many questions.',
    reach: 'mechanism',
    seeds: [],
    notShown: 'What a question costs: it is a request, a function call and a read, whatever it finds.',
    judge(results, { orders }) {
      const calculated = Object.values(results).every(({ questions, predicted }) =>
        questions.values.every(
          (count, index) =>
            Math.abs(count - (predicted.values[index] ?? Number.NaN)) <= slack * count + orders,
        ),
      );
      const [often, less, least] = [results['every-100'], results['every-400'], results['every-1600']];
      return {
        holds:
          allTold(results, orders) &&
          calculated &&
          often.questions.min > 2 * less.questions.max &&
          less.questions.min > 2 * least.questions.max,
        because: `Questions for ${orders} orders, and calculated from the pause: ${[often, less, least]
          .map(({ questions, predicted }) => `${questions.median} (${predicted.median})`)
          .join(', ')} with pauses of 100, 400 and 1600 ms.`,
      };
    },
  },
  {
    id: 'late-by-the-pause',
    statement:
      'The longer the pause, the later the news: in the median repetition every client hears within about one pause of the moment when its order is stored, and the median client’s wait grows with the pause.',
    reach: 'mechanism',
    seeds: ['002/order-status'],
    notShown:
      'How late is too late. A person who looks at a screen bears a second, a program that waits may not.',
    judge(results, { orders, serviceMs }) {
      const [often, less, least] = [results['every-100'], results['every-400'], results['every-1600']];
      return {
        holds:
          allTold(results, orders) &&
          often.lateMsMax.median <= 100 + serviceMs / 2 &&
          less.lateMsMax.median <= 400 + serviceMs / 2 &&
          least.lateMsMax.median <= 1600 + serviceMs / 2 &&
          often.lateMsMedian.median < less.lateMsMedian.median &&
          less.lateMsMedian.median < least.lateMsMedian.median,
        because: `From stored to told, median client (longest), median of the repetitions: ${[
          often,
          less,
          least,
        ]
          .map(({ lateMsMedian, lateMsMax }) => `${lateMsMedian.median} (${lateMsMax.median}) ms`)
          .join(', ')} with pauses of 100, 400 and 1600 ms.`,
      };
    },
  },
  {
    id: 'back-off-asks-less-and-hears-later',
    statement:
      'A pause that grows asks less than half as often as the shortest pause, and the longest time from stored to told is longer.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'A service that tells how long it takes (Retry-After): then the first question can come at that time.',
    judge(results, { orders }) {
      const [often, backOff] = [results['every-100'], results['back-off']];
      return {
        holds:
          allTold(results, orders) &&
          2 * backOff.questions.max < often.questions.min &&
          backOff.lateMsMax.min > often.lateMsMax.max,
        because: `Questions: ${backOff.questions.median} with back-off, ${often.questions.median} every 100 ms. Longest from stored to told: ${backOff.lateMsMax.median} and ${often.lateMsMax.median} ms.`,
      };
    },
  },
];
