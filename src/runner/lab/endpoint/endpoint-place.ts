import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { connectClients } from '#experiment/clients.ts';
import type { Experiment } from '#experiment/define-experiment.ts';
import { NotPossibleHere } from '#experiment/deployment.ts';
import { isAwsHost } from '#local-cloud/kernel/processes/no-aws.ts';
import { readAssembly } from '#local-cloud/template/assembly.ts';
import { assemble } from '../../assembly.ts';
import { TwoPartError } from '../../call-error.ts';
import { allowToTidyUp } from '../../exit.ts';
import type { Lab } from '../../labs.ts';
import type { Place, Running } from '../place.ts';
import { type OfOurs, whatItTakes } from '../what-it-takes.ts';
import { EndpointApi } from './endpoint-api.ts';
import { LabCode } from './lab-code.ts';
import { createStack, removeLeftovers } from './lab-stack.ts';
import { onlyRunAt } from './only-run.ts';
import { whatItLacks } from './what-it-lacks.ts';

/** How long a run that was stopped may take to delete what it deployed. */
const deletionMs = 10 * 60_000;

/** An emulator that the learner runs: stacks go there through CloudFormation, their code through S3. */
export function endpointPlace(url: URL): Place {
  const api = new EndpointApi(url);
  const { origin } = url;
  const clients = connectClients(origin);
  let code: LabCode | undefined;
  let count = 0;
  let endRun = () => {};
  return {
    where: `at ${origin}`,
    target: 'endpoint',
    flags: ' --target endpoint=…',
    async prepare({ lab, name }, experiment, contexts, signal) {
      refuseWhatNeedsOurs(lab, name, experiment);
      endRun = onlyRunAt({ origin, lab: lab.name });
      allowToTidyUp(deletionMs);
      const account = await api.account();
      code = new LabCode(clients.s3, { origin, account, lab: lab.name });
      const types = new Set<string>();
      for (const context of contexts) {
        const { folder } = await assemble(lab, context, signal);
        for (const { template } of await readAssembly(folder))
          for (const { Type } of Object.values(template.Resources ?? {})) types.add(Type);
      }
      const lacking = await whatItLacks(api, [...types]);
      if (lacking.length > 0)
        throw new TwoPartError(
          `${origin} has not all that the lab ${lab.name} is made of:\n${lacking.map((each) => `  - ${each}`).join('\n')}`,
          'Start an emulator that has it, or run the lab without --target, on this machine.',
        );
      const left = await removeLeftovers(api, lab.name);
      await code.remove();
      return left.length === 0 ? [] : [`A run that was interrupted had left ${left.join(', ')}: deleted.`];
    },
    async start({ lab, assembly, signal }) {
      count += 1;
      const stacks = await readAssembly(assembly);
      const [artifact, ...others] = stacks;
      if (!artifact || !code || others.length > 0)
        throw new TwoPartError(
          `The lab ${lab.name} has ${stacks.length} stacks, and an endpoint is given one.`,
          'Run it without --target, on this machine.',
        );
      const template = await code.upload(artifact);
      const name = `lab-${lab.name}-${count}`;
      const stack = await createStack(api, { name, lab: lab.name, template, code }, signal);
      try {
        assertReachable(origin, stack.outputs);
        return running(origin, stack);
      } catch (error) {
        await stack.remove();
        throw error;
      }
    },
    async close() {
      try {
        await code?.close();
      } finally {
        await clients.close();
        endRun();
      }
    },
  };
}

function running(
  origin: string,
  { outputs, remove }: { outputs: Record<string, string>; remove(): Promise<void> },
): Running {
  const clients = connectClients(origin);
  return {
    outputs,
    clients,
    faults: {
      inject({ fault, resource }) {
        throw new NotPossibleHere(
          `The experiment breaks ${resource} on purpose (${fault}), and nobody can do that at ${origin}.`,
          'Run it without --target, on this machine.',
        );
      },
    },
    collect: () => ({ events: [], end: () => undefined }),
    refuseEvents() {
      throw new NotPossibleHere(
        `The experiment counts events inside the cloud, and nobody tells of them at ${origin}.`,
        'Run it without --target, on this machine.',
      );
    },
    async close() {
      await clients.close();
      await remove();
    },
  };
}

/** What only the cloud that is started for a run can do. */
function refuseWhatNeedsOurs(lab: Lab, name: string, experiment: Experiment): void {
  const { localCloud, variants, standIn } = experiment;
  const remedy = `Run it without --target, on this machine: npm run lab ${lab.name}/${name}`;
  const settings = [localCloud, ...Object.values(variants).map((each) => each.localCloud)].flatMap((each) =>
    Object.keys(each ?? {}),
  );
  if (settings.length > 0)
    throw new TwoPartError(
      `The experiment ${lab.name}/${name} sets ${[...new Set(settings)].join(', ')} of the cloud that it runs in, which an endpoint does not take.`,
      remedy,
    );
  if (standIn || existsSync(join(lab.folder, 'stand-in')))
    throw new TwoPartError(
      `The lab ${lab.name} works with a stand-in on this machine, which functions at an endpoint may not reach.`,
      remedy,
    );
  const takes = whatItTakes(experiment);
  if (takes.length > 0)
    throw new TwoPartError(
      `The experiment ${lab.name}/${name} ${takes.map((each) => does[each]).join(' and ')}, which no endpoint lets it do.`,
      remedy,
    );
}

const does: Record<OfOurs, string> = {
  events: 'counts events inside the cloud',
  faults: 'breaks something on purpose',
};

/** An output that still is an address of AWS would send the run's load there. */
function assertReachable(origin: string, outputs: Record<string, string>): void {
  const found = Object.entries(outputs).find(([, value]) => {
    const url = /^(https?|wss?):/i.test(value) ? URL.parse(value) : null;
    return url !== null && isAwsHost(url.hostname);
  });
  if (!found) return;
  throw new TwoPartError(
    `The stack's output ${found[0]} is ${found[1]}, an address of AWS: ${origin} does not say where it is.`,
    'Start an emulator that gives the addresses of its APIs in the outputs of stacks. Nothing was sent to that address.',
  );
}
