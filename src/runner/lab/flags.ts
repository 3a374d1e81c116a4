import { CallError } from '../call-error.ts';
import { parseFlags } from '../parse-flags.ts';
import { type LabTarget, readClean, readTarget } from './target-flag.ts';

/** How `lab` was called. */
export interface LabFlags {
  /** `lab` or `lab/experiment`; undefined asks for the list. */
  name?: string;
  /** Ask nothing. */
  yes: boolean;
  /** Every experiment: of the named lab, or of all. */
  all: boolean;
  /** Forget what is kept of earlier runs. */
  reset: boolean;
  /** One JSON document on stdout (with `all` an array of them), everything else on stderr. */
  json: boolean;
  /** Write the evidence file. */
  record: boolean;
  /** Leave the lab running until Ctrl-C. No experiment runs. */
  keep: boolean;
  /** With `keep`: settings of the stack, as `cdk deploy -c name=value` gives them. */
  context: Record<string, string>;
  /** List which statements the claims judge, and which none does yet. */
  statements: boolean;
  seed: number;
  /** How often each variant runs; undefined: as often as the experiment says, and once in a run of all side by side. */
  repetitions?: number;
  /** Where the lab runs. */
  target: LabTarget;
  /** Remove what interrupted runs left in an account of AWS. */
  clean?: Extract<LabTarget, { kind: 'aws' }>;
}

const options = {
  yes: { type: 'boolean', short: 'y', default: false },
  all: { type: 'boolean', default: false },
  reset: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  record: { type: 'boolean', default: false },
  keep: { type: 'boolean', default: false },
  statements: { type: 'boolean', default: false },
  seed: { type: 'string', default: '202' },
  repetitions: { type: 'string' },
  target: { type: 'string', default: 'local' },
  clean: { type: 'string' },
  profile: { type: 'string' },
  region: { type: 'string' },
  budget: { type: 'string' },
  context: { type: 'string', short: 'c', multiple: true },
} as const;

/** What cannot be asked for of a run elsewhere. */
const beyondEndpoint = ['all', 'keep', 'record'] as const;
const beyondAws = ['all', 'keep'] as const;

const parseLab = (args: string[]) => parseFlags(args, options);

/** Reads the arguments of `lab`; anything unknown is a CallError that says what is known. */
export function readLabFlags(args: string[]): LabFlags {
  const { values, positionals } = parseLab(args);
  const [name, ...rest] = positionals;
  if (rest.length > 0) {
    throw new CallError(
      `One name is enough, got ${positionals.length}: ${positionals.join(' ')}.`,
      'Write lab/experiment.',
    );
  }
  refuseBesideRunless(values, name);
  const target = readTarget(values.target, values);
  const clean = readClean(values, name);
  if (name === undefined && !values.all && (values.json || values.record || values.keep)) {
    throw new CallError(
      '--json, --record and --keep need a lab.',
      'Name one (`npm run lab` lists them), or say --all.',
    );
  }
  const beside = (['all', 'json', 'record', 'repetitions'] as const).find(
    (each) => values.keep && values[each],
  );
  if (beside) {
    throw new CallError(
      `--${beside} and --keep do not go together.`,
      'With --keep no experiment runs: the one lab is left running, to be tried by hand.',
    );
  }
  const elsewhere = (target.kind === 'endpoint' ? beyondEndpoint : beyondAws).find(
    (each) => target.kind !== 'local' && values[each],
  );
  if (elsewhere) {
    throw new CallError(
      `--${elsewhere} and --target ${values.target} do not go together.`,
      target.kind === 'endpoint'
        ? 'An endpoint is for one run of one experiment; the pages show runs of the local cloud.'
        : 'On AWS one experiment runs, once, and is taken down.',
    );
  }
  if (target.kind !== 'local' && name === undefined) {
    throw new CallError('--target needs a lab.', 'Name one: `npm run lab` without anything lists them.');
  }
  if (values.context && !values.keep) {
    throw new CallError(
      `-c ${values.context[0]} goes with --keep only.`,
      'An experiment deploys the settings of its variants; add --keep to try others by hand.',
    );
  }
  if (values.repetitions !== undefined && values.record) {
    throw new CallError(
      '--repetitions and --record do not go together.',
      'What is recorded has as many repetitions as the experiment says.',
    );
  }
  const { yes, all, reset, json, record, keep, statements } = values;
  const context = Object.fromEntries((values.context ?? []).map(settingOf));
  const seed = readSeed(values.seed);
  const repetitions = readRepetitions(values.repetitions);
  return {
    name,
    yes,
    all,
    reset,
    json,
    record,
    keep,
    statements,
    context,
    seed,
    target,
    ...(repetitions !== undefined && { repetitions }),
    ...(clean && { clean }),
  };
}

/** What asks for a run, or says how it goes. */
const ofRuns = ['all', 'json', 'record', 'keep', 'repetitions', 'context', 'clean'] as const;

/** What runs nothing goes with nothing that asks for a run: one of the two would be passed over. */
function refuseBesideRunless(values: ReturnType<typeof parseLab>['values'], name: string | undefined): void {
  const asked = (['reset', 'statements'] as const).filter((each) => values[each]);
  const [first, second] = [...asked, ...(asked.length > 0 ? ofRuns.filter((each) => values[each]) : [])];
  if (second !== undefined)
    throw new CallError(`--${first} and --${second} do not go together.`, 'Call them one after the other.');
  if (values.statements && name !== undefined)
    throw new CallError(`--statements takes no ${name}.`, 'It lists the statements of all labs.');
}

/** `name=value`; the value may hold the sign. */
function settingOf(text: string): [name: string, value: string] {
  const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
  if (name !== undefined && value !== undefined) return [name, value];
  throw new CallError(`-c ${text} gives no value.`, 'Write -c name=value; the stack.ts of the lab reads it.');
}

function readSeed(text: string): number {
  if (/^\d{1,10}$/.test(text) && Number(text) < 2 ** 32) return Number(text);
  throw new CallError(`--seed ${text} is not a seed.`, 'Give a whole number from 0 to 4294967295.');
}

function readRepetitions(text: string | undefined): number | undefined {
  if (text === undefined || /^[1-9]\d?$/.test(text)) return text === undefined ? undefined : Number(text);
  throw new CallError(
    `--repetitions ${text} is no number of repetitions.`,
    'Give a whole number from 1 to 99: each variant runs so often.',
  );
}
