import { availableParallelism } from 'node:os';
import { assemble, type Context } from '../assembly.ts';
import { type ExperimentFile, type Lab, loadExperiment } from '../labs.ts';

/**
 * Synthesizes whatever these experiments deploy and is not there yet, on all CPUs, so that no synthesis takes them from a
 * run that is being measured. What does not synthesize is left out: the run that needs it says why. Gives how many
 * assemblies are new; rejects when `signal` aborts.
 */
export async function assembleAll(files: readonly ExperimentFile[], signal: AbortSignal): Promise<number> {
  const wanted = new Map<string, { lab: Lab; context: Context }>();
  for (const file of files) {
    const { variants } = await loadExperiment(file);
    const contexts = [{}, ...Object.values(variants).map(({ context = {} }) => context)];
    for (const context of contexts)
      wanted.set(JSON.stringify([file.lab.name, context]), { lab: file.lab, context });
  }
  let fresh = 0;
  const rest = wanted.values();
  const lane = async () => {
    for (const { lab, context } of rest) {
      const assembly = await assemble(lab, context, signal).catch(() => signal.throwIfAborted());
      if (assembly && !assembly.cached) fresh += 1;
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, lane));
  return fresh;
}
