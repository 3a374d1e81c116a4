import { resolve } from 'node:path';
import type { CloudSettings } from '#local-cloud/settings.ts';
import type { GivenParameter } from '#local-cloud/template/given-parameters.ts';
import { CallError } from '../call-error.ts';
import { parseFlags } from '../parse-flags.ts';

/** How `cloud` was called. */
export interface CloudFlags {
  /** Absolute path of the cloud assembly; undefined for a cloud that takes its stacks through CloudFormation. */
  assembly: string | undefined;
  /** One event per line on stdout, as JSON; everything else on stderr. */
  json: boolean;
  /** No events and no logs. */
  quiet: boolean;
  /** The port that was asked for, of the first address. */
  port: number | undefined;
  parameters: GivenParameter[];
  settings: Partial<CloudSettings>;
}

/** Of the first address when none is asked for: the same in each run, so that an address can be kept. */
const usualPort = 20_200;

const usage = 'Call it as `npm run cloud -- path/to/cdk.out`, or with --empty.';

const options = {
  empty: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  quiet: { type: 'boolean', short: 'q', default: false },
  port: { type: 'string' },
  parameters: { type: 'string', multiple: true },
  'time-scale': { type: 'string' },
  'account-concurrency': { type: 'string' },
  'dynamodb-capacity-scale': { type: 'string' },
  'retention-scale': { type: 'string' },
  seed: { type: 'string' },
} as const;

/** Reads the arguments of `cloud`. A path counts from the folder in which npm was called. */
export function readCloudFlags(args: string[], callerFolder: string): CloudFlags {
  const { values, positionals } = parseFlags(args, options);
  const [path, ...rest] = positionals;
  if (path === undefined && !values.empty) throw new CallError('The cloud assembly is missing.', usage);
  const filled = path !== undefined ? path : values.parameters && '--parameters';
  if (values.empty && filled !== undefined)
    throw new CallError(
      `--empty and ${filled} do not go together.`,
      'With --empty there is no stack until one is deployed to the address that it prints.',
    );
  if (rest.length > 0)
    throw new CallError(
      `One cloud assembly is enough, got ${positionals.length}: ${positionals.join(' ')}.`,
      usage,
    );
  const { firstPort } = numberSetting(values, 'port', 'firstPort', isPort);
  return {
    assembly: path === undefined ? undefined : resolve(callerFolder, path),
    json: values.json,
    quiet: values.quiet,
    port: firstPort,
    parameters: (values.parameters ?? []).map(parameterOf),
    settings: {
      firstPort: firstPort ?? usualPort,
      ...numberSetting(values, 'time-scale', 'timeScale', isAboveZero),
      ...numberSetting(values, 'account-concurrency', 'accountConcurrency', isWhole),
      ...numberSetting(values, 'dynamodb-capacity-scale', 'dynamodbCapacityScale', isAboveZero),
      ...numberSetting(values, 'retention-scale', 'retentionScale', isAboveZero),
      ...numberSetting(values, 'seed', 'seed', isWhole),
    },
  };
}

interface Kind {
  fits(value: number): boolean;
  what: string;
}

/** `Name=value`, or `Stack:Name=value`; the value may hold both signs. */
function parameterOf(text: string): GivenParameter {
  const [, stack, name, value] = /^(?:([^:=]+):)?([^:=]+)=(.*)$/s.exec(text) ?? [];
  if (name === undefined || value === undefined)
    throw new CallError(`--parameters ${text} names no value.`, 'Write Name=value, or Stack:Name=value.');
  return { ...(stack !== undefined && { stack }), name, value };
}

const isPort: Kind = {
  fits: (value) => Number.isInteger(value) && value >= 1 && value <= 65_535,
  what: 'a port from 1 to 65535',
};
const isAboveZero: Kind = { fits: (value) => value > 0 && Number.isFinite(value), what: 'a number above 0' };
const isWhole: Kind = {
  fits: (value) => Number.isSafeInteger(value) && value > 0,
  what: 'a whole number from 1 on',
};

function numberSetting<Setting extends keyof CloudSettings>(
  values: Record<string, unknown>,
  flag: keyof typeof options,
  setting: Setting,
  kind: Kind,
): Partial<Record<Setting, number>> {
  const text = values[flag];
  if (typeof text !== 'string') return {};
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!kind.fits(value)) throw new CallError(`--${flag} ${text} is not possible.`, `Give ${kind.what}.`);
  return { [setting]: value } as Partial<Record<Setting, number>>;
}
