import type { FunctionError } from '../../../kernel/contracts/invocation.ts';

/** An error of the runtime itself, by the name under which AWS reports it: `Runtime.ImportModuleError`, … */
export function runtimeError(name: string, message: string, stack?: string): Error {
  const error = new Error(message);
  error.name = `Runtime.${name}`;
  if (stack !== undefined) error.stack = stack;
  return error;
}

/** An error as Lambda reports it to the caller. */
export function describeError(error: unknown): FunctionError {
  if (error instanceof Error) {
    return { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') };
  }
  return { errorType: typeof error, errorMessage: String(error), trace: [] };
}

/** The line that AWS's runtime writes to the log for it: a title, a tab, and the error as JSON. */
export function errorLogLine(title: string, error: unknown): string {
  const { errorType, errorMessage, trace } = describeError(error);
  return `${title}\t${JSON.stringify({ errorType, errorMessage, stack: trace })}`;
}
