import type { ClaimDefinition } from '#experiment/define-experiment.ts';

type Variant = 'default' | 'retries' | 'age' | 'bisect' | 'partial';
type Metric = 'tries' | 'behind' | 'lost' | 'others' | 'repeated' | 'named' | 'found' | 'laterDone';
type Parameter = 'perDevice' | 'batchSize' | 'later' | 'serviceMs' | 'patienceMs';

/** One of them is before the poison, which is one itself. */
const behindOf = ({ perDevice }: Record<Parameter, number>) => perDevice - 2;

/** What a run of poison-in-a-shard is held to show. */
export const claims: ClaimDefinition<Variant, Metric, Parameter>[] = [
  {
    id: 'the-shard-stands-still',
    statement:
      'With Lambda’s defaults a record that always fails is tried again and again, and no record behind it in its shard is worked on meanwhile, nor one that is sent later. The other shard goes on.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'The end: by default the batch is tried until its records expire, after a day on AWS. The experiment stops long before that.',
    judge: (results, parameters) => {
      const { tries, behind, laterDone, others } = results.default;
      return {
        holds:
          tries.min >= 6 && behind.max === 0 && laterDone.max === 0 && others.min === parameters.perDevice,
        because: `After ${tries.min} attempts or more, worked on behind the poison: ${behind.median} of ${behindOf(parameters)} readings, and ${laterDone.median} of ${parameters.later} that were sent later. In the other shard: ${others.median} of ${parameters.perDevice}.`,
      };
    },
  },
  {
    id: 'a-limit-gives-up-the-batch',
    statement:
      'When a mapping has a limit of retries and nothing else, the shard goes on, and the good records that stand behind the poison in its batch are given up with it.',
    reach: 'mechanism',
    seeds: [],
    notShown: 'Who notices: there is a note in the on-failure destination only if the mapping has one.',
    judge: ({ retries }, parameters) => {
      const inBatch = parameters.batchSize - 2;
      return {
        holds:
          retries.lost.min === inBatch &&
          retries.lost.max === inBatch &&
          retries.behind.min === behindOf(parameters) - inBatch &&
          retries.laterDone.min === parameters.later,
        because: `Good readings given up: ${retries.lost.median}. Worked on behind the poison: ${retries.behind.median} of ${behindOf(parameters)}, and ${retries.laterDone.median} of ${parameters.later} sent later.`,
      };
    },
  },
  {
    id: 'an-age-gives-up-what-waited',
    statement:
      'When a mapping has a maximum age and nothing else, the records that came with the poison and waited behind it are too old as well when it is given up: none of them is worked on.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'Records that came later than the poison by more than the rest of its age: those are worked on, as the ones that were sent later are here.',
    judge: ({ age }, parameters) => ({
      holds:
        age.behind.max === 0 &&
        age.lost.min === behindOf(parameters) &&
        age.laterDone.min === parameters.later &&
        age.others.min === parameters.perDevice,
      because: `Good readings given up: ${age.lost.median} of ${behindOf(parameters)} behind the poison. Worked on that were sent later: ${age.laterDone.median} of ${parameters.later}.`,
    }),
  },
  {
    id: 'splitting-finds-the-poison',
    statement:
      'When the mapping also splits a batch that failed, the poison alone is given up in the end, and every good record is worked on; some of them more than once.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'How long the search takes: with a batch of thousands it is more splits, and more work done again.',
    judge: ({ bisect }, parameters) => ({
      holds:
        bisect.lost.max === 0 &&
        bisect.behind.min === behindOf(parameters) &&
        bisect.named.min === 1 &&
        bisect.named.max === 1 &&
        bisect.repeated.min > 0 &&
        bisect.laterDone.min === parameters.later,
      because: `Given up: ${bisect.named.median} record, ${bisect.lost.median} of them good. Worked on behind the poison: ${bisect.behind.median} of ${behindOf(parameters)}. Worked on again: ${bisect.repeated.median} times.`,
    }),
  },
  {
    id: 'saying-where-repeats-nothing',
    statement:
      'When the handler also says at which record it stopped, the poison alone is given up, and no good record is worked on twice.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'A handler that dies before it can say where it stopped: its whole batch is tried again, so that its work must still be safe to repeat.',
    judge: ({ bisect, partial }, parameters) => ({
      holds:
        partial.lost.max === 0 &&
        partial.behind.min === behindOf(parameters) &&
        partial.named.min === 1 &&
        partial.named.max === 1 &&
        partial.repeated.max === 0 &&
        bisect.repeated.min > 0 &&
        partial.laterDone.min === parameters.later,
      because: `Worked on again: ${partial.repeated.median} times, and ${bisect.repeated.median} times without. Given up: ${partial.named.median} record, ${partial.lost.median} of them good.`,
    }),
  },
  {
    id: 'a-note-is-no-copy',
    statement:
      'What the on-failure queue gets says where in the stream the poison is. With its shard and sequence number the record can be read, because the stream still has it.',
    reach: 'mechanism',
    seeds: [],
    notShown:
      'After the retention: then the note leads nowhere. A bucket as destination gets the record itself.',
    judge: ({ bisect, partial }) => ({
      holds: bisect.found.min === 1 && partial.found.min === 1,
      because: `Found by its note: the poison in ${bisect.found.values.filter((each) => each === 1).length} of ${bisect.found.values.length} runs, and in ${partial.found.values.filter((each) => each === 1).length} of ${partial.found.values.length} with a partial response.`,
    }),
  },
];
