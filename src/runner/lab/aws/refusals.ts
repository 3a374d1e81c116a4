import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Experiment } from '#experiment/define-experiment.ts';
import { NotPossibleHere } from '#experiment/deployment.ts';
import { TwoPartError } from '../../call-error.ts';
import type { ExperimentFile } from '../../labs.ts';

const remedyOf = ({ lab, name }: ExperimentFile) =>
  `Run it without --target, on this machine: npm run lab ${lab.name}/${name}`;

/** What only the cloud of this machine can do, as far as the experiment says so before it runs. Throws a TwoPartError. */
export function refuseWhatNeedsOurs(file: ExperimentFile, { localCloud, variants }: Experiment): void {
  const settings = [localCloud, ...Object.values(variants).map((each) => each.localCloud)].flatMap((each) =>
    Object.keys(each ?? {}),
  );
  const name = `${file.lab.name}/${file.name}`;
  if (settings.length > 0)
    throw new TwoPartError(
      `The experiment ${name} sets ${[...new Set(settings)].join(', ')} of the cloud that it runs in, which nobody can set on AWS.`,
      remedyOf(file),
    );
  if (existsSync(join(file.lab.folder, 'stand-in')))
    throw new TwoPartError(
      `The lab ${file.lab.name} works with a stand-in on this machine, which functions on AWS do not reach.`,
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

/** What an experiment cannot be given on AWS: throws when it asks for it. */
export const notOnAws = (file: ExperimentFile) => ({
  faults: {
    inject({ fault, resource }: { fault: string; resource: string }): never {
      throw new NotPossibleHere(
        `The experiment ${file.lab.name}/${file.name} breaks ${resource} on purpose (${fault}), and nobody can do that on AWS.`,
        remedyOf(file),
      );
    },
  },
  refuseEvents(): never {
    throw new NotPossibleHere(
      `The experiment ${file.lab.name}/${file.name} counts events inside the cloud, and AWS tells of none.`,
      remedyOf(file),
    );
  },
});
