import type { ClaimDefinition, Results } from '#experiment/define-experiment.ts';
import { type AlarmName, alarmLabel, alarmNames } from './alarms.ts';
import { type TroubleName, troubles } from './faults.ts';

type Metric =
  | AlarmName
  | 'syncFired'
  | 'queuedFired'
  | 'beforehand'
  | 'told'
  | 'slow'
  | 'queuedTold'
  | 'late';
type Parameter = 'periodMs' | 'before' | 'during' | 'promise' | 'slowMs' | 'serviceMs' | 'concurrency';
type Trouble = Results<TroubleName, Metric>[TroubleName];

/** What a run of which-alarm-fires is held to show. A metric of an alarm is the period in which it fired, 0 for never. */
export const claims: ClaimDefinition<TroubleName, Metric, Parameter>[] = [
  {
    id: 'callers-alarms-tell-of-one-path',
    statement:
      'The API’s 5xx and latency tell of a crash, a lost permission, too much load and a slow backend behind the synchronous path. On the queued path they stay quiet in every one of the faults, whatever becomes of the orders.',
    reach: 'mechanism',
    seeds: ['002/s13', '002/e6', '002/s12', '002/e12'],
    notShown:
      'A queue that cannot be sent to. Then the gateway in front of it answers with an error, and its alarms fire.',
    judge: (results) => ({
      holds:
        results.crash.syncServerErrors.min > 0 &&
        results['lost-table'].syncServerErrors.min > 0 &&
        results['silent-backlog'].syncServerErrors.min > 0 &&
        results['slow-backend'].syncLatency.min > 0 &&
        names.every((name) => allQuiet(results[name], ['queuedServerErrors', 'queuedLatency'])),
      because: `The synchronous 5xx fired in ${list(names.filter((name) => results[name].syncServerErrors.min > 0))}, the latency with a slow backend ${period(results['slow-backend'].syncLatency)}. On the queued path they fired ${count(names.filter((name) => !allQuiet(results[name], ['queuedServerErrors', 'queuedLatency'])).length)}, while ${sum(names.flatMap((name) => results[name].late.values))} accepted orders were late or never stored.`,
    }),
  },
  {
    id: 'a-backlog-shows-in-the-queue-alone',
    statement:
      'While a backlog grows and orders come too late, the alarms on errors, throttles, duration, latency and 5xx of the queued path stay quiet. Age and depth fire.',
    reach: 'mechanism',
    seeds: ['002/e12', '000/buffer'],
    notShown:
      'A consumer without a maximum concurrency of its mapping, whose function is throttled instead: then throttles are counted, too.',
    judge: ({ 'silent-backlog': backlog }) => ({
      holds: onlyFire(backlog, 'queued', ['queuedAge', 'queuedDepth']) && backlog.late.min > 0,
      because: `Fired on the queued path: ${fired(backlog, 'queued')}. ${backlog.late.median} accepted orders were not stored in time.`,
    }),
  },
  {
    id: 'a-reported-failure-is-no-error',
    statement:
      'When a handler reports which messages failed, the function’s Errors alarm stays quiet, also when every message fails. It fires when the invocation itself fails.',
    reach: 'mechanism',
    seeds: ['002/e12'],
    notShown:
      'A handler that throws: its Errors alarm tells of every failed batch, and good messages come back with the bad.',
    judge: ({ poison, 'lost-table': lost, crash }) => ({
      holds:
        allQuiet(poison, ['queuedErrors']) &&
        allQuiet(lost, ['queuedErrors']) &&
        lost.late.min > 0 &&
        crash.queuedErrors.min > 0,
      because: `With poison: ${inWords(poison, 'queuedErrors')}. Without permission to write, with ${lost.late.median} orders not stored: ${inWords(lost, 'queuedErrors')}. With a crash: ${inWords(crash, 'queuedErrors')}.`,
    }),
  },
  {
    id: 'what-fails-is-given-up-before-it-is-old',
    statement:
      'Where every receive fails at once, the dead-letter alarm fires and the age alarm stays quiet, if the receives are used up before the age reaches its threshold.',
    reach: 'mechanism',
    seeds: ['000/dead-letter-queue', '002/e13'],
    notShown:
      'A high receive limit: then neither tells for a long time, and on a standard queue the age never does. On AWS it leaves out what was received three times.',
    judge: ({ crash, poison, 'lost-table': lost }) => {
      const failing = [crash, poison, lost];
      return {
        holds: failing.every((each) => each.queuedDeadLetters.min > 0 && allQuiet(each, ['queuedAge'])),
        because: `Crash, poison and lost permission to write: dead letters ${failing.map(({ queuedDeadLetters }) => period(queuedDeadLetters)).join(', ')}; the age ${failing.map(({ queuedAge }) => period(queuedAge)).join(', ')}.`,
      };
    },
  },
  {
    id: 'a-stuck-group-shows-in-the-age-alone',
    statement:
      'When one group of a FIFO queue stands still, the age of the oldest message is the only one of the thirteen alarms that fires, on either path.',
    reach: 'mechanism',
    seeds: ['002/e12'],
    notShown:
      'A group that is large: then the depth tells, too. And which customer it is: no metric of the queue knows that.',
    judge: ({ 'stuck-group': stuck }) => ({
      holds: onlyFire(stuck, 'queued', ['queuedAge']) && onlyFire(stuck, 'sync', []) && stuck.late.min > 0,
      because: `Fired: ${fired(stuck, '')}. ${stuck.late.median} orders of the customer were not stored in time.`,
    }),
  },
  {
    id: 'a-consumer-that-is-not-called-cannot-fail',
    statement:
      'When the consumer may no longer receive, it is not called: its errors, throttles and duration stay quiet, and the dead-letter queue stays empty. Age and depth fire.',
    reach: 'mechanism',
    seeds: ['002/e12'],
    notShown:
      'A permission that is really taken away: it is injected. On AWS the change takes a while to arrive, and an alarm on too few invocations would tell of it, too.',
    judge: ({ 'lost-queue': lost }) => ({
      holds: onlyFire(lost, 'queued', ['queuedAge', 'queuedDepth']) && lost.late.min > 0,
      because: `Fired on the queued path: ${fired(lost, 'queued')}. ${sum(lost.late.values)} accepted orders were not stored in time.`,
    }),
  },
  {
    id: 'depth-cries-wolf-on-a-busy-day',
    statement:
      'On a busy day without a fault the depth alarm of the queue fires although every order is stored in time, and the age alarm stays quiet.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'That age never does: one message that comes before a long pause of the consumer is enough. And which threshold is right for your depth.',
    judge: ({ 'busy-day': busy }) => ({
      holds:
        busy.queuedDepth.min > 0 && allQuiet(busy, ['queuedAge', 'queuedDeadLetters']) && busy.late.max === 0,
      because: `Fired on the queued path: ${fired(busy, 'queued')}. Orders that were not stored in time: ${busy.late.max}.`,
    }),
  },
];

const names = Object.keys(troubles) as TroubleName[];

const allQuiet = (trouble: Trouble, alarms: readonly AlarmName[]) =>
  alarms.every((name) => trouble[name].max === 0);

const of = (path: string) => alarmNames.filter((name) => name.startsWith(path));

/** Whether of the alarms of a path exactly these fired, in every repetition. */
const onlyFire = (trouble: Trouble, path: 'sync' | 'queued', alarms: readonly AlarmName[]) =>
  of(path).every((name) => (alarms.includes(name) ? trouble[name].min > 0 : trouble[name].max === 0));

type Fired = Trouble[AlarmName];

/** In which periods it fired, over the repetitions. */
function period({ values, max }: Fired): string {
  if (max === 0) return 'never';
  const first = Math.min(...values.filter((value) => value > 0));
  return first === max ? `in period ${max}` : `in periods ${first} to ${max}`;
}

const inWords = (trouble: Trouble, name: AlarmName) =>
  trouble[name].max === 0 ? 'quiet' : `fired ${period(trouble[name])}`;

const fired = (trouble: Trouble, path: string) =>
  of(path)
    .filter((name) => trouble[name].max > 0)
    .map((name) => `${alarmLabel(name)} (${period(trouble[name])})`)
    .join(', ') || 'none';

const list = (some: readonly TroubleName[]) => some.map((name) => troubles[name].label).join(', ') || 'none';
const count = (times: number) => (times === 0 ? 'never' : `in ${times} of ${names.length}`);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
