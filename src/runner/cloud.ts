import { once } from 'node:events';
import { isMeter } from '#content/event.ts';
import { startCloud } from '#local-cloud/index.ts';
import { DeployError } from '#local-cloud/kernel/errors.ts';
import { problemOfPort } from '#local-cloud/kernel/ports.ts';
import { readAssembly } from '#local-cloud/template/assembly.ts';
import { CallError } from './call-error.ts';
import { describeCloud } from './cloud/describe-cloud.ts';
import { eventLine } from './cloud/event-line.ts';
import { readCloudFlags } from './cloud/flags.ts';

/** `cloud <assembly>`: runs a synthesized cloud assembly from anywhere until Ctrl-C; `cloud --empty` a cloud without any. */
export async function cloud(args: string[], signal: AbortSignal): Promise<number> {
  // npm starts scripts in the project's folder, and says in INIT_CWD where it was called.
  const flags = readCloudFlags(args, process.env.INIT_CWD ?? process.cwd());
  const { assembly, settings, parameters } = flags;
  if (assembly !== undefined) await assertAssembly(assembly);
  if (flags.port !== undefined) await assertFree(flags.port);
  if (assembly === undefined)
    return (await import('./cloud/run-empty-cloud.ts')).runEmptyCloud(flags, signal);
  const running = await startCloud({ assembly, settings, parameters });
  try {
    const told = describeCloud(running, assembly).join('\n');
    if (flags.json) {
      console.error(told);
      // The first line: where everything is. The others: what happens.
      const { outputs, addresses, endpoints, withoutEffect } = running;
      console.log(JSON.stringify({ type: 'cloud-started', outputs, addresses, endpoints, withoutEffect }));
      if (!flags.quiet) running.subscribe((event) => console.log(JSON.stringify(event)));
    } else {
      console.log(told);
      if (!flags.quiet)
        running.subscribe((event) => {
          if (!isMeter(event)) console.log(eventLine(event));
        });
    }
    // The servers of the cloud keep the process alive meanwhile.
    if (!signal.aborted) await once(signal, 'abort');
  } finally {
    await running.close();
  }
  throw signal.reason;
}

/** Whoever asks for a port wants this one. */
async function assertFree(port: number): Promise<void> {
  const problem = await problemOfPort(port);
  if (problem === undefined) return;
  throw new CallError(
    problem === 'EADDRINUSE'
      ? `Something else listens on port ${port}.`
      : `Port ${port} cannot be had here: ${problem}.`,
    'Give another one with --port, such as one above 1024, or none.',
  );
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
