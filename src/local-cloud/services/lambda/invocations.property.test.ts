import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fc, propertyRuns } from '#testing/properties.ts';
import type { Outcome } from '../../../content/event.ts';
import { Kernel } from '../../kernel/kernel.ts';
import { kernelSettings } from '../../kernel/settings.ts';
import { LambdaService } from './lambda-service.ts';
import { lambdaSettings } from './settings.ts';

/** What a handler may do, and how its invoker must hear of it. */
const deeds: Record<string, { code: string; outcome: Outcome }> = {
  answer: { code: `return 'answer';`, outcome: 'succeeded' },
  work: { code: `return new Promise((r) => setTimeout(r, 5, 'work'));`, outcome: 'succeeded' },
  throw: { code: `throw new Error('thrown');`, outcome: 'failed' },
  hang: { code: 'return new Promise(() => {});', outcome: 'failed' },
  exit: { code: 'process.exit(1);', outcome: 'crashed' },
  uncaught: {
    code: `setTimeout(() => { throw new Error('late'); }); return new Promise((r) => setTimeout(r, 1_000));`,
    outcome: 'crashed',
  },
};
const code = `exports.handler = async ({ deed }) => { ${Object.entries(deeds)
  .map(([name, each]) => `if (deed === '${name}') { ${each.code} }`)
  .join('\n')} };`;

test('property: every invoker hears exactly how its invocation ended, and concurrency never exceeds its limit', async () => {
  const kernel = new Kernel({ settings: kernelSettings, resources: [] });
  const { events } = kernel;
  const service = new LambdaService(kernel, { ...lambdaSettings, lambdaInitSeconds: 60 });
  const deployed = service.createFunction({
    logicalId: 'Function',
    name: 'Function',
    arn: 'arn:aws:lambda:us-east-1:000000000000:function:Function',
    runtime: 'nodejs24.x',
    handler: 'index.handler',
    code: { inline: code },
    memoryMiB: 128,
    timeoutSeconds: 60,
    reservedConcurrency: undefined,
    variables: {},
    logGroup: '/aws/lambda/Function',
  });
  const fn = service.function('Function');
  const call = fc.record({
    deed: fc.constantFrom(...Object.keys(deeds)),
    waits: fc.boolean(),
  });
  try {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 3 }),
        fc.array(call, { minLength: 1, maxLength: 8 }),
        async (limit, calls) => {
          deployed.reservedConcurrency = limit;
          let running = 0;
          const open = new Map<string, string>();
          const stop = events.subscribe((event) => {
            if (event.type === 'invocation-started') {
              assert.ok(!open.has(event.environmentId), 'an environment ran two invocations at a time');
              open.set(event.environmentId, event.invocationId);
              running += 1;
            }
            if (event.type === 'invocation-ended') {
              for (const [environment, id] of open) if (id === event.invocationId) open.delete(environment);
              running -= 1;
            }
            assert.ok(running <= limit, `${running} run, ${limit} may`);
          });
          const pending: Promise<void>[] = [];
          for (const { deed, waits } of calls) {
            const full = running === limit;
            const ended = fn
              .invoke({ trigger: 'invoke', causes: [], payload: { deed }, asynchronous: true })
              .then((result) => {
                assert.equal(result.outcome, full ? 'throttled' : deeds[deed]?.outcome);
                if (result.outcome === 'succeeded') assert.equal(result.payload, deed);
              });
            pending.push(ended);
            if (waits) await ended;
          }
          await Promise.all(pending);
          assert.equal(running, 0);
          assert.equal(deployed.running, 0);
          stop();
        },
      ),
      { numRuns: propertyRuns(50) },
    );
  } finally {
    await deployed.close();
    kernel.close();
  }
});
