import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PartOnAws } from '#content/on-aws.ts';
import type { Experiment } from '#experiment/define-experiment.ts';
import { type Deployment, NotPossibleHere } from '#experiment/deployment.ts';
import type { FaultInjector } from '#experiment/faults.ts';
import { TwoPartError } from '../../call-error.ts';
import type { ExperimentFile } from '../../labs.ts';

/** What to do with an experiment that does not run on AWS. */
export const remedyOf = ({ lab, name }: ExperimentFile): string =>
  `Run it without --target, on this machine: npm run lab ${lab.name}/${name}`;

/** What only the cloud of this machine can do, as far as the experiment says so before it runs. Throws a TwoPartError. */
export function refuseWhatNeedsOurs(
  file: ExperimentFile,
  { localCloud, variants, standIn }: Experiment,
): void {
  const settings = [localCloud, ...Object.values(variants).map((each) => each.localCloud)].flatMap((each) =>
    Object.keys(each ?? {}),
  );
  const name = `${file.lab.name}/${file.name}`;
  if (settings.length > 0)
    throw new TwoPartError(
      `The experiment ${name} sets ${[...new Set(settings)].join(', ')} of the cloud that it runs in, which nobody can set on AWS.`,
      remedyOf(file),
    );
  if (standIn || existsSync(join(file.lab.folder, 'stand-in')))
    throw new TwoPartError(
      `The lab ${file.lab.name} works with a stand-in on this machine, which functions on AWS do not reach.`,
      remedyOf(file),
    );
}

/** What an experiment creates beside its stack carries no tag of the run and is deleted with no stack. Throws a TwoPartError. */
export function refuseWhatWouldStay(file: ExperimentFile, created: readonly string[]): void {
  if (created.length === 0) return;
  const commands = [...new Set(created)].map((each) => each.replace(/Command$/, ''));
  throw new TwoPartError(
    `The experiment ${file.lab.name}/${file.name} creates something beside its stack (${commands.join(', ')}), and nobody could look on AWS whether it is left.`,
    remedyOf(file),
  );
}

/** What a service answered, or that it did not answer, while an experiment ran; undefined for any other error. */
export function brokeOff(error: unknown): TwoPartError | undefined {
  if (!(error instanceof Error) || 'problem' in error) return undefined;
  const isOfService = '$metadata' in error || 'code' in error || 'cause' in error;
  if (!isOfService) return undefined;
  return new TwoPartError(
    `The run on AWS broke off: ${error.name}: ${error.message}`,
    'See that the credentials allow what the experiment asks of its stack, and that this machine is online.',
  );
}

/** What an experiment cannot be given on AWS: throws when it asks for it, unless its lab says that it does without. */
export const notOnAws = (
  file: ExperimentFile,
  without: PartOnAws['without'],
): Pick<Deployment, 'faults' | 'leavesFaultsOut' | 'refuseEvents'> => ({
  faults: without.includes('faults') ? noFaults : refusedFaults(file),
  leavesFaultsOut: without.includes('faults') ? true : undefined,
  ...(!without.includes('events') && {
    refuseEvents(): never {
      throw new NotPossibleHere(
        `The experiment ${file.lab.name}/${file.name} counts events inside the cloud, and AWS tells of none.`,
        remedyOf(file),
      );
    },
  }),
});

const noFaults: FaultInjector = { inject: () => () => undefined };

const refusedFaults = (file: ExperimentFile): FaultInjector => ({
  inject({ fault, resource }): never {
    throw new NotPossibleHere(
      `The experiment ${file.lab.name}/${file.name} breaks ${resource} on purpose (${fault}), and nobody can do that on AWS.`,
      remedyOf(file),
    );
  },
});
