import assert from 'node:assert/strict';
import { startTemplate } from '../../../testing/assembly.ts';
import { behavioursOf } from '../../../testing/behaviour.ts';
import { jsonOf } from '../../../testing/http.ts';
import { functionResource, httpApiInFrontOf } from '../../../testing/templates.ts';

const behaviour = behavioursOf('API Gateway HTTP API', import.meta.filename);

/** A handler that does `broken` when the path says so, and answers otherwise. */
const breaking = (broken: string) =>
  functionResource(
    `exports.handler = async (event) => {
    if (event.rawPath === '/break') { ${broken} }
    return { statusCode: 200, body: 'served' };
  };`,
    { Timeout: 1 },
  );

const cases = [
  { what: 'throws', code: `throw new Error('no');` },
  { what: 'runs into its own timeout', code: `await new Promise((resolve) => setTimeout(resolve, 5_000));` },
  { what: 'loops for ever', code: `for (;;);` },
  { what: 'exits the process', code: `process.exit(3);` },
  {
    what: 'allocates without end',
    code: `const hold = []; for (;;) hold.push(new Array(1e6).fill(Math.random()));`,
  },
  { what: 'answers what is no HTTP response', code: `return { statusCode: 'soon' };` },
];

for (const { what, code } of cases) {
  behaviour(
    `a function that ${what} gives the caller 500 Internal Server Error, and the next request is served`,
    {
      // Field record of the status: https://github.com/denoland/deno_registry2/issues/87
      source:
        'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-troubleshooting-lambda.html',
    },
    async (t) => {
      const cloud = await startTemplate(t, {
        Resources: httpApiInFrontOf(breaking(code)),
        Outputs: { Url: { Value: { 'Fn::GetAtt': ['Api', 'ApiEndpoint'] } } },
      });
      const broken = await fetch(`${cloud.outputs.Url}/break`);
      assert.equal(broken.status, 500);
      assert.deepEqual(await jsonOf(broken), { message: 'Internal Server Error' });
      const next = await fetch(`${cloud.outputs.Url}/`);
      assert.equal(next.status, 200);
      assert.equal(await next.text(), 'served');
    },
  );
}
