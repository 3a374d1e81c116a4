import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { TestContext } from 'node:test';
import type { InvokeCommandInput } from '@aws-sdk/client-lambda';
import type { CloudEventOf } from '../../content/event.ts';
import type { TemplateResource } from '../template/template.ts';
import { type LambdaBench, startLambda } from './lambda.ts';
import { functionResource } from './templates.ts';

const sdk = '@aws/durable-execution-sdk-js';

/** AWS's own package, as it comes from npm, in the function's folder. */
const files = (code: string): Record<string, string> => ({
  'index.js': `const { withDurableExecution, StepSemantics } = require('${sdk}');\n${code}`,
  [`node_modules/${sdk}/package.json`]: JSON.stringify({ name: sdk, main: './index.js' }),
  [`node_modules/${sdk}/index.js`]: readFileSync(createRequire(import.meta.url).resolve(sdk), 'utf8'),
});

export interface DurableBench extends LambdaBench {
  /** Invokes `$LATEST`, and waits for its end unless `more` says otherwise. */
  call: LambdaBench['invoke'];
  /** What the handler wrote to its log, in order. */
  lines(): string[];
  /** Resolves with the end of the first execution. */
  ended(): Promise<CloudEventOf<'execution-ended'>>;
}

/**
 * A durable function `Function` whose code is CommonJS with `withDurableExecution` at hand, on a clock on which a second is
 * 50 ms.
 */
export async function startDurable(
  t: TestContext,
  code: string,
  {
    properties = {},
    durable = {},
    resources = {},
  }: {
    properties?: Record<string, unknown>;
    durable?: Record<string, unknown>;
    resources?: Record<string, TemplateResource>;
  } = {},
): Promise<DurableBench> {
  const fn = functionResource('', {
    Code: { S3Bucket: 'assets', S3Key: 'code.zip' },
    DurableConfig: { ExecutionTimeout: 900, ...durable },
    Timeout: 60,
    ...properties,
  });
  const bench = await startLambda(
    t,
    { Function: fn, ...resources },
    { assets: { code: files(code) }, settings: { timeScale: 0.05 } },
  );
  return {
    ...bench,
    call: (payload: unknown = {}, more: Partial<InvokeCommandInput> = {}) =>
      bench.invoke(payload, { Qualifier: '$LATEST', ...more }),
    lines: () => bench.eventsOf('log-line').map(({ line }) => line),
    ended: async () =>
      (await bench.eventually(({ type }) => type === 'execution-ended')) as CloudEventOf<'execution-ended'>,
  };
}
