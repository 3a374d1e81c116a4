import { once } from 'node:events';
import { startCloud } from '#local-cloud/index.ts';
import { DeployError } from '#local-cloud/kernel/errors.ts';
import { readAssembly } from '#local-cloud/template/assembly.ts';
import { CallError } from './call-error.ts';
import { describeCloud } from './cloud/describe-cloud.ts';
import { eventLine } from './cloud/event-line.ts';
import { readCloudFlags } from './cloud/flags.ts';

/** `cloud <assembly>`: runs a synthesized cloud assembly from anywhere until Ctrl-C. */
export async function cloud(args: string[], signal: AbortSignal): Promise<number> {
  // npm starts scripts in the project's folder, and says in INIT_CWD where it was called.
  const flags = readCloudFlags(args, process.env.INIT_CWD ?? process.cwd());
  await assertAssembly(flags.assembly);
  const running = await startCloud({ assembly: flags.assembly, settings: flags.settings });
  try {
    const told = describeCloud(running, flags.assembly).join('\n');
    if (flags.json) {
      console.error(told);
      // The first line: where everything is. The others: what happens.
      const { outputs, endpoints, withoutEffect } = running;
      console.log(JSON.stringify({ type: 'cloud-started', outputs, endpoints, withoutEffect }));
      if (!flags.quiet) running.subscribe((event) => console.log(JSON.stringify(event)));
    } else {
      console.log(told);
      if (!flags.quiet) running.subscribe((event) => console.log(eventLine(event)));
    }
    // The servers of the cloud keep the process alive meanwhile.
    if (!signal.aborted) await once(signal, 'abort');
  } finally {
    await running.close();
  }
  throw signal.reason;
}

/** A path that is no assembly is a wrong call; what an assembly holds and we cannot run is not. */
async function assertAssembly(path: string): Promise<void> {
  try {
    await readAssembly(path);
  } catch (error) {
    if (error instanceof DeployError) throw new CallError(error.problem, error.remedy);
    throw error;
  }
}
