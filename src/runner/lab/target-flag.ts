import { CallError } from '../call-error.ts';
import type { AwsRun } from './aws/aws-place.ts';
import { readEndpoint } from './endpoint/endpoint-address.ts';

/** Where a lab runs: in a cloud that is started for it, at an address where the learner runs one, or in an account of AWS. */
export type LabTarget = { kind: 'local' } | { kind: 'endpoint'; url: URL } | ({ kind: 'aws' } & AwsRun);

/** Flags that say how AWS is used, as they were given. */
interface AwsFlags {
  profile?: string | undefined;
  region?: string | undefined;
  budget?: string | undefined;
  yes?: boolean;
  json?: boolean;
  clean?: string | undefined;
  record?: boolean;
  target?: string;
}

const awsFlags = ['profile', 'region', 'budget'] as const;

/** Reads the value of `--target`, and what belongs to it. Throws a CallError. */
export function readTarget(text: string, flags: AwsFlags = {}): LabTarget {
  if (text === 'aws') return awsTarget(flags);
  const stray = awsFlags.find((each) => flags[each] !== undefined && flags.clean === undefined);
  if (stray)
    throw new CallError(`--${stray} goes with --target aws only.`, 'Add --target aws, or leave it out.');
  if (text === 'local') return { kind: 'local' };
  const [kind, ...address] = text.split('=');
  if (kind === 'endpoint') return { kind: 'endpoint', url: readEndpoint(address.join('=')) };
  throw new CallError(
    `--target ${text} is not supported.`,
    'Leave it out, say --target local or --target aws, or name an emulator: --target endpoint=http://127.0.0.1:4566.',
  );
}

function awsTarget({ profile, region, budget, yes, json }: AwsFlags): LabTarget {
  const asksNobody = yes ? '--yes' : json ? '--json' : undefined;
  if (asksNobody && budget === undefined)
    throw new CallError(
      `With ${asksNobody} nobody is asked what the run on AWS may cost.`,
      'Say it in dollars: --budget 0.50. A run that would cost more is refused.',
    );
  return { kind: 'aws', profile, region, budget: budget === undefined ? undefined : readBudget(budget) };
}

function readBudget(text: string): number {
  if (/^\d{1,4}(\.\d{1,2})?$/.test(text)) return Number(text);
  throw new CallError(`--budget ${text} is no amount.`, 'Give dollars, as in --budget 0.50.');
}

/** Reads `--clean aws`. Throws a CallError. */
export function readClean(
  flags: AwsFlags,
  name: string | undefined,
): Extract<LabTarget, { kind: 'aws' }> | undefined {
  const { clean, profile, region, budget, record, target = 'local' } = flags;
  if (clean === undefined) return undefined;
  if (clean !== 'aws')
    throw new CallError(`--clean ${clean} is not supported.`, 'Say --clean aws: elsewhere nothing is left.');
  const beside =
    name ??
    (budget && '--budget') ??
    (record ? '--record' : undefined) ??
    (target === 'local' ? undefined : '--target');
  if (beside !== undefined)
    throw new CallError(
      `${beside} and --clean aws do not go together.`,
      'It removes what any run left: npm run lab -- --clean aws --region eu-central-1.',
    );
  return { kind: 'aws', profile, region };
}
