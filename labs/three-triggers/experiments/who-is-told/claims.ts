import type { ClaimDefinition, Results } from '#experiment/define-experiment.ts';

type Variant = 'request' | 'upload' | 'upload-kept' | 'change' | 'change-kept';
type Metric = 'told' | 'attempts' | 'ended' | 'kept' | 'atOnce' | 'inTheEnd';
type Parameter = 'behind' | 'enough' | 'watchMs';

const always = ({ min, max }: { min: number; max: number }, value: number) => min === value && max === value;

/** What a run of who-is-told is held to show. */
export const claims: ClaimDefinition<Variant, Metric, Parameter>[] = [
  {
    id: 'only-the-one-who-waits-is-told',
    statement:
      'Of the failure of one and the same handler, the caller of the request hears at once, and it is tried once. Who uploads a file or writes a row is answered with success before the work begins, and hears of no failure.',
    reach: 'mechanism',
    seeds: ['004/event-driven-basis'],
    notShown:
      'What the caller then does: an SDK or a browser may try again by itself. And alarms, which are one way to hear of the others.',
    judge(results) {
      const { request } = results;
      const others = notAwaited(results);
      return {
        holds:
          always(request.told, 1) &&
          always(request.attempts, 1) &&
          others.every(({ told, attempts }) => always(told, 0) && attempts.min > 1),
        because: `Failures told to whoever handed the order in: ${request.told.median} of 1 by request, after ${request.attempts.median} attempt; ${Math.max(...others.map(({ told }) => told.max))} of 1 by file or row, after ${others.map(({ attempts }) => attempts.median).join(', ')} attempts.`,
      };
    },
  },
  {
    id: 'a-file-is-tried-three-times-and-dropped',
    statement:
      'The event of a file is tried three times, and then dropped: nothing is left of the failure. With an on-failure destination it is tried as often, and kept there.',
    reach: 'mechanism',
    seeds: ['004/event-driven-basis'],
    notShown:
      'The waits between the attempts, which pass faster here, and events that are too old before they are tried.',
    judge: ({ upload, 'upload-kept': kept }) => ({
      holds:
        [upload, kept].every(({ attempts, ended }) => always(attempts, 3) && always(ended, 1)) &&
        always(upload.kept, 0) &&
        always(kept.kept, 1),
      because: `Attempts: ${upload.attempts.median} and ${kept.attempts.median}. Kept in the queue: ${upload.kept.median} without a destination, ${kept.kept.median} with one.`,
    }),
  },
  {
    id: 'a-row-is-tried-until-a-limit',
    statement:
      'The change of a row is tried more often than the file, and is still tried when the experiment looks no longer. With a limit of two retries it ends after three attempts, and a note of it is kept in the queue.',
    reach: 'mechanism',
    seeds: ['004/event-driven-basis'],
    notShown:
      'The end without a limit: the record expires when the stream has kept it for its whole retention period.',
    judge: ({ upload, change, 'change-kept': limited }, { enough }) => ({
      holds:
        change.attempts.min >= enough &&
        change.attempts.min > upload.attempts.max &&
        always(change.ended, 0) &&
        always(limited.attempts, 3) &&
        always(limited.ended, 1) &&
        always(limited.kept, 1),
      because: `Attempts: ${change.attempts.median} at the row without a limit, and going on; ${upload.attempts.median} at the file; ${limited.attempts.median} at the row with the limit, of which ${limited.kept.median} note is kept.`,
    }),
  },
  {
    id: 'only-the-shard-waits',
    statement:
      'What is handed in behind the failure is worked on at once behind a request and behind a file. Behind a row it waits in the shard: none of it is done while the row is tried, and all of it once the limit has ended that.',
    reach: 'mechanism',
    seeds: ['004/event-driven-basis'],
    notShown:
      'Rows in other shards, which do not wait. A table has as many shards as its partitions; the small table of the lab has one.',
    judge(results, { behind }) {
      const { request, upload, change } = results;
      const limited = results['change-kept'];
      return {
        holds:
          always(request.atOnce, behind) &&
          always(upload.atOnce, behind) &&
          always(results['upload-kept'].atOnce, behind) &&
          always(change.inTheEnd, 0) &&
          always(limited.atOnce, 0) &&
          always(limited.inTheEnd, behind),
        because: `Good orders done before the failure ended, of ${behind}: ${request.atOnce.median} by request, ${upload.atOnce.median} by file, ${change.atOnce.median} by row. With the limit, ${limited.inTheEnd.median} by row in the end.`,
      };
    },
  },
];

const notAwaited = (results: Results<Variant, Metric>) => [
  results.upload,
  results['upload-kept'],
  results.change,
  results['change-kept'],
];
