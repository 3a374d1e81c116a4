import type { Experiment } from './define-experiment.ts';

/** The values of an experiment's parameters: as it gives them, or from the outputs of the stack. */
export function readParameters(
  experiment: Pick<Experiment, 'parameters'>,
  outputs: Record<string, string>,
): Record<string, number> {
  return Object.fromEntries(
    Object.entries(experiment.parameters).map(([name, definition]) => {
      if ('value' in definition) return [name, definition.value];
      const value = Number(outputs[definition.fromOutput] ?? Number.NaN);
      if (Number.isNaN(value)) {
        throw new Error(
          `The stack has no numeric output ${definition.fromOutput}, which the parameter ${name} is read from.\n` +
            `Add \`new CfnOutput(this, '${definition.fromOutput}', …)\` to the lab's stack.ts.`,
        );
      }
      return [name, value];
    }),
  );
}
