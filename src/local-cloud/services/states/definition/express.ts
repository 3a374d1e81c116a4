const activity = /^arn:[^:]+:states:[^:]*:[^:]*:activity:/;
const pattern = /(\.sync|\.waitForTaskToken)(:2)?$/;

/**
 * Why a Task of an Express workflow cannot have this Resource: they "do not support Job-run (.sync) or Callback
 * (.waitForTaskToken) service integration patterns", nor activities.
 * https://docs.aws.amazon.com/step-functions/latest/dg/choosing-workflow-type.html
 */
export function expressProblem(resource: unknown): string | undefined {
  if (typeof resource !== 'string') return undefined;
  if (activity.test(resource)) return 'Express state machine does not support Activity ARN';
  const waits = pattern.exec(resource)?.[1];
  return waits && `Express state machine does not support '${waits}' service integration`;
}
