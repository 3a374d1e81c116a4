import type { ClaimDefinition } from '#experiment/define-experiment.ts';

export type Variant = 'in-turn' | 'at-once' | 'provisioned';
export type Metric =
  | 'placed'
  | 'coldStarts'
  | 'coldPercent'
  | 'coldInBurst'
  | 'firstReplyMs'
  | 'otherRepliesMsMax';
export type Parameter = 'callers' | 'serviceMs' | 'initMs' | 'concurrency';

/** What a run of first-request is held to show. */
export const claims: ClaimDefinition<Variant, Metric, Parameter>[] = [
  {
    id: 'one-cold-start-in-turn',
    statement:
      'Callers who come one after another share one execution environment: the first of them meets its cold start, and nobody else does.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'When Lambda ends an idle environment, which it does not promise. Here an environment stays for as long as the run does.',
    judge: ({ 'in-turn': inTurn }, { callers }) => ({
      holds: inTurn.coldStarts.min === 1 && inTurn.coldStarts.max === 1 && inTurn.placed.min === 2 * callers,
      because: `Cold starts of ${callers} callers in turn: ${inTurn.coldStarts.values.join(', ')}.`,
    }),
  },
  {
    id: 'a-cold-start-for-each-at-once',
    statement:
      'Callers who come at once after a pause each need an environment of their own, and each of them meets a cold start. Reserved concurrency for all of them starts none ahead.',
    reach: 'mechanism',
    seeds: ['001/automatic-scaling', '004/automatic-scaling'],
    notShown: 'How many environments Lambda adds in ten seconds: here it is as many as are asked for.',
    judge: ({ 'at-once': atOnce }, { callers, concurrency }) => ({
      holds: concurrency >= callers && atOnce.coldStarts.min === callers && atOnce.coldStarts.max === callers,
      because: `Cold starts of ${callers} callers at once: ${atOnce.coldStarts.values.join(', ')}, with a reserved concurrency of ${concurrency}.`,
    }),
  },
  {
    id: 'warm-for-one-only',
    statement:
      'A function that is called all the time, one request at a time, has one warm environment: when several callers come at once, all of them but one meet a cold start. Where the same burst came before, nobody does.',
    reach: 'mechanism',
    seeds: [],
    notShown: 'For how long Lambda keeps the environments of a burst.',
    judge: ({ 'in-turn': inTurn, 'at-once': atOnce }, { callers }) => ({
      holds:
        inTurn.coldInBurst.min === callers - 1 &&
        inTurn.coldInBurst.max === callers - 1 &&
        atOnce.coldInBurst.max === 0,
      because: `Cold starts in a burst of ${callers} afterwards: ${inTurn.coldInBurst.median} after callers in turn, ${atOnce.coldInBurst.median} after a burst.`,
    }),
  },
  {
    id: 'provisioned-up-to-its-number',
    statement:
      'Provisioned concurrency spares as many callers at once a cold start as it has environments. Each caller above that number meets one.',
    reach: 'mechanism',
    seeds: [],
    notShown: 'What it costs while nobody calls, and how long Lambda takes to make it ready.',
    judge({ provisioned, 'at-once': atOnce }, { callers }) {
      const ahead = atOnce.coldStarts.median - provisioned.coldStarts.median;
      return {
        holds:
          provisioned.coldStarts.min === callers - environmentsAhead &&
          provisioned.coldStarts.max === callers - environmentsAhead,
        because: `Cold starts of ${callers} callers at once: ${provisioned.coldStarts.values.join(', ')} with ${environmentsAhead} environments provisioned, so that ${ahead} callers were spared one.`,
      };
    },
  },
  {
    id: 'the-first-waits-for-the-start',
    statement:
      'The caller whose request starts an environment waits for its initialization: longer than any later caller by more than half of the time that was set for it.',
    reach: 'ratio',
    seeds: [],
    notShown:
      'How long a cold start takes on AWS. Most of the time here is set, and stands in for a function that loads much.',
    judge: ({ 'in-turn': inTurn }, { initMs }) => ({
      holds: inTurn.firstReplyMs.values.every(
        (first, index) => first - (inTurn.otherRepliesMsMax.values[index] ?? Number.NaN) > initMs / 2,
      ),
      because: `The first reply came after ${inTurn.firstReplyMs.median} ms, the slowest of the others after ${inTurn.otherRepliesMsMax.median} ms; ${initMs} ms of initialization were set.`,
    }),
  },
];

/** The provisioned concurrency of the variant of that name. */
export const environmentsAhead = 4;
