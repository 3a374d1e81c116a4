import type { ClaimDefinition, Results } from '#experiment/define-experiment.ts';

type Variant = 'every-second' | 'as-told' | 'conditional';
type Metric =
  | 'told'
  | 'questions'
  | 'mostQuestions'
  | 'notModified'
  | 'bodyBytes'
  | 'invocations'
  | 'lateMsMax';
type Parameter = 'orders' | 'apartMs' | 'serviceMs' | 'concurrency' | 'patienceMs';

const allTold = (results: Results<Variant, Metric>, orders: number) =>
  Object.values(results).every(({ told }) => told.min === orders);

/** What a run of retry-after is held to show. Each needs every client told. */
export const claims: ClaimDefinition<Variant, Metric, Parameter>[] = [
  {
    id: 'who-is-told-when-asks-less',
    statement:
      'Clients that ask when the server says ask less than half as often as clients that ask every second, and none of them more than three times. The server says it from its backlog and the time that an order takes.',
    reach: 'mechanism',
    seeds: ['003/status-service'],
    notShown:
      'Work whose duration nobody knows beforehand, and a backlog whose length is wrong: SQS tells it approximately. Then the first question comes too early or too late, and each “pending” says again when.',
    judge(results, { orders }) {
      const [often, told] = [results['every-second'], results['as-told']];
      return {
        holds:
          allTold(results, orders) &&
          2 * told.questions.median < often.questions.median &&
          told.mostQuestions.max <= 3,
        because: `Questions for ${orders} orders: ${often.questions.median} every second, ${told.questions.median} when told; for one order at most ${often.mostQuestions.median} and ${told.mostQuestions.median}.`,
      };
    },
  },
  {
    id: 'a-304-saves-the-body-alone',
    statement:
      'A client that sends what it knows gets a 304 without a body when nothing has changed, so fewer bytes of bodies are sent. Each of its questions is a request and an invocation all the same.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'A cache in front of the function, which could answer a conditional request by itself. And headers, which are larger here than the bodies that are saved.',
    judge(results, { orders }) {
      const [plain, conditional] = [results['every-second'], results.conditional];
      return {
        holds:
          allTold(results, orders) &&
          conditional.notModified.min > 0 &&
          plain.notModified.max === 0 &&
          conditional.bodyBytes.max < plain.bodyBytes.min &&
          [plain, conditional].every(({ questions, invocations }) =>
            invocations.values.every((count, index) => count === questions.values[index]),
          ),
        because: `Of ${conditional.questions.median} questions ${conditional.notModified.median} were answered 304. Bytes of bodies: ${plain.bodyBytes.median} without, ${conditional.bodyBytes.median} with. Invocations: ${plain.invocations.median} for ${plain.questions.median} questions, and ${conditional.invocations.median} for ${conditional.questions.median}.`,
      };
    },
  },
];
