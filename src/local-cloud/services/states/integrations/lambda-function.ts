import type { Integration } from './integration.ts';
import { payloadOf, resolve } from './lambda-invoke.ts';

const arnPattern = /^arn:aws:lambda:[a-z\d-]+:\d{12}:function:[\w-]{1,64}(:(\$LATEST|[\w-]{1,128}))?$/;

/**
 * A function that a Task names by its ARN: what the task gives is its payload, and what it answers is the result. Undefined
 * when the text is no function's ARN. https://docs.aws.amazon.com/step-functions/latest/dg/state-task.html
 */
export function functionOfArn(text: string): Integration['call'] | undefined {
  if (!arnPattern.test(text)) return undefined;
  return async ({ given, executionId, kernel }) =>
    payloadOf(
      await resolve(kernel, text).invoke({
        trigger: 'step-functions',
        causes: [executionId],
        payload: given,
      }),
    );
}
