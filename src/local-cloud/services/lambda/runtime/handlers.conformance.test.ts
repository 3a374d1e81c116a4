import assert from 'node:assert/strict';
import { behavioursOf } from '../../../testing/behaviour.ts';
import { startAsset, startFunction } from '../../../testing/lambda.ts';

const behaviour = behavioursOf('Lambda', import.meta.filename);

const handlerPage = 'https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html';
const contextPage = 'https://docs.aws.amazon.com/lambda/latest/dg/nodejs-context.html';
const nodejs22 = { Runtime: 'nodejs22.x' };

behaviour(
  'an async handler’s resolved value is the result',
  { source: `${handlerPage}#nodejs-handler-async` },
  async (t) => {
    const { invoke } = await startFunction(
      t,
      'exports.handler = async (event) => ({ got: event.n, nothing: undefined, when: new Date(0) });',
    );
    assert.deepEqual((await invoke({ n: 1 })).payload, { got: 1, when: '1970-01-01T00:00:00.000Z' });
  },
);

behaviour(
  'a handler that returns nothing gives null',
  { source: 'https://docs.aws.amazon.com/lambda/latest/dg/invocation-sync.html' },
  async (t) => {
    const { invoke } = await startFunction(t, 'exports.handler = async () => {};');
    assert.equal((await invoke()).payload, null);
  },
);

behaviour(
  'on Node.js 24 a handler without promise may return its result',
  { source: `${handlerPage}#nodejs-handler-synchronous` },
  async (t) => {
    const { invoke } = await startFunction(t, 'exports.handler = (event) => event.n + 1;');
    assert.equal((await invoke({ n: 1 })).payload, 2);
  },
);

behaviour(
  'Node.js 24 refuses a handler that takes a callback, and says so',
  { source: `${handlerPage}#nodejs-handler-callback` },
  async (t) => {
    const { invoke } = await startFunction(
      t,
      'exports.handler = (event, context, callback) => callback(null, 1);',
    );
    const { payload, functionError } = await invoke();
    assert.equal(functionError, 'Unhandled');
    assert.equal(payload.errorType, 'Runtime.CallbackHandlerDeprecated');
    assert.match(payload.errorMessage, /removed support for callback-based function handlers/);
  },
);

behaviour(
  'up to Node.js 22 a handler may answer by callback',
  { source: `${handlerPage}#nodejs-handler-callback` },
  async (t) => {
    const { invoke } = await startFunction(
      t,
      `exports.handler = (event, context, callback) => event.fail ? callback(new TypeError('no')) : callback(null, { n: event.n });`,
      nodejs22,
    );
    assert.deepEqual((await invoke({ n: 3 })).payload, { n: 3 });
    const failed = await invoke({ fail: true });
    assert.equal(failed.functionError, 'Unhandled');
    assert.equal(failed.payload.errorType, 'TypeError');
  },
);

behaviour(
  'after the callback Lambda waits until the event loop is empty, unless callbackWaitsForEmptyEventLoop is false',
  { source: contextPage },
  async (t) => {
    const code = (waits: boolean) => `let done = false;
      exports.handler = (event, context, callback) => {
        context.callbackWaitsForEmptyEventLoop = ${waits};
        setTimeout(() => { done = true; console.log('timer'); }, 50);
        callback(null, 'answer');
      };`;
    const waiting = await startFunction(t, code(true), nodejs22);
    assert.equal((await waiting.invoke()).payload, 'answer');
    assert.equal(waiting.eventsOf('log-line').length, 1);
    const hurrying = await startFunction(t, code(false), nodejs22);
    assert.equal((await hurrying.invoke()).payload, 'answer');
    assert.equal(hurrying.eventsOf('log-line').length, 0);
  },
);

behaviour(
  'an async handler that leaves its promise unsettled fails with Runtime.NodejsExit',
  {
    source:
      'https://docs.aws.amazon.com/lambda/latest/dg/troubleshooting-invocation.html#troubleshooting-invocation-nodejs-exit',
  },
  async (t) => {
    for (const runtime of ['nodejs24.x', 'nodejs22.x']) {
      const { invoke } = await startFunction(
        t,
        'exports.handler = async (event) => event.hang ? new Promise(() => {}) : 1;',
        { Runtime: runtime },
      );
      assert.equal((await invoke({ hang: true })).payload.errorType, 'Runtime.NodejsExit');
      assert.equal((await invoke()).payload, 1);
    }
  },
);

behaviour(
  'a thrown error reaches the caller with type, message and trace',
  { source: 'https://docs.aws.amazon.com/lambda/latest/dg/invocation-sync.html' },
  async (t) => {
    const { invoke, eventsOf } = await startFunction(
      t,
      `exports.handler = async (event) => { if (event.text) throw 'a text'; throw new RangeError('too far'); };`,
    );
    const { payload, functionError } = await invoke();
    assert.equal(functionError, 'Unhandled');
    assert.equal(payload.errorType, 'RangeError');
    assert.equal(payload.errorMessage, 'too far');
    assert.equal(payload.trace[0], 'RangeError: too far');
    assert.deepEqual((await invoke({ text: true })).payload, {
      errorType: 'string',
      errorMessage: 'a text',
      trace: [],
    });
    assert.match(eventsOf('log-line')[0]?.line ?? '', /^Invoke Error\t.*too far/);
  },
);

behaviour('the context tells of invocation, function and environment', { source: contextPage }, async (t) => {
  const { invoke } = await startFunction(
    t,
    `exports.handler = async (event, context) => ({ ...context, remaining: context.getRemainingTimeInMillis() });`,
    { Timeout: 7, MemorySize: 256 },
  );
  const { payload } = await invoke(
    {},
    { ClientContext: Buffer.from('{"custom":{"a":1}}').toString('base64') },
  );
  assert.equal(payload.functionName, 'Test-Function');
  assert.equal(payload.functionVersion, '$LATEST');
  assert.equal(payload.invokedFunctionArn, 'arn:aws:lambda:us-east-1:000000000000:function:Test-Function');
  assert.equal(payload.memoryLimitInMB, '256');
  assert.match(payload.awsRequestId, /^[0-9a-f]{8}-[0-9a-f-]{27}$/);
  assert.equal(payload.logGroupName, '/aws/lambda/Test-Function');
  assert.match(payload.logStreamName, /^\d{4}\/\d\d\/\d\d\/\[\$LATEST\]/);
  assert.deepEqual(payload.clientContext, { custom: { a: 1 } });
  assert.ok(payload.remaining > 5_000 && payload.remaining <= 7_000);
});

const loading = 'https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html#nodejs-commonjs-es-modules';
const esm = 'export const handler = async () => typeof require;';
const cjs = 'exports.handler = async () => typeof require;';
const loads: { what: string; files: Record<string, string>; handler?: string; gives: unknown }[] = [
  { what: 'a .js file is CommonJS', files: { 'index.js': cjs }, gives: 'function' },
  { what: 'a .cjs file is CommonJS', files: { 'index.cjs': cjs }, gives: 'function' },
  { what: 'a .mjs file is an ES module', files: { 'index.mjs': esm }, gives: 'undefined' },
  {
    what: 'a .js file is an ES module when the package.json beside it says so',
    files: { 'index.js': esm, 'package.json': '{"type":"module"}' },
    gives: 'undefined',
  },
  {
    what: 'the nearest package.json of the asset decides',
    files: {
      'package.json': '{"type":"module"}',
      'src/package.json': '{"type":"commonjs"}',
      'src/app.js': cjs,
    },
    handler: 'src/app.handler',
    gives: 'function',
  },
  {
    what: 'ES modules import each other and packages of the asset without a bundler',
    files: {
      'index.mjs': `import { two } from './lib/two.mjs'; import three from 'three'; export const handler = async () => two + three;`,
      'lib/two.mjs': 'export const two = 2;',
      'node_modules/three/package.json': '{"name":"three","type":"module","exports":"./main.js"}',
      'node_modules/three/main.js': 'export default 3;',
    },
    gives: 5,
  },
  {
    what: 'CommonJS requires packages of the asset',
    files: {
      'index.js': `const three = require('three'); exports.handler = async () => three;`,
      'node_modules/three/package.json': '{"name":"three"}',
      'node_modules/three/index.js': 'module.exports = 3;',
    },
    gives: 3,
  },
  {
    what: 'a handler may lie in an exported object',
    files: { 'index.js': 'exports.orders = { create: async () => 1 };' },
    handler: 'index.orders.create',
    gives: 1,
  },
  {
    what: 'the runtime includes version 3 of the AWS SDK',
    files: {
      'index.mjs': `import { SQSClient } from '@aws-sdk/client-sqs'; export const handler = async () => typeof SQSClient;`,
    },
    gives: 'function',
  },
];
for (const { what, files, handler, gives } of loads) {
  behaviour(what, { source: loading }, async (t) => {
    const { invoke } = await startAsset(t, files, handler ? { Handler: handler } : {});
    assert.deepEqual((await invoke()).payload, gives);
  });
}

const failing: {
  what: string;
  files: Record<string, string>;
  source: string;
  handler?: string;
  error: { errorType: string; errorMessage: RegExp };
  says?: RegExp;
}[] = [
  {
    what: 'uncompiled TypeScript does not run',
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-typescript.html',
    files: { 'index.ts': 'export const handler = async (): Promise<number> => 1;' },
    error: { errorType: 'Runtime.ImportModuleError', errorMessage: /^Error: Cannot find module 'index'/ },
    says: /index\.ts is TypeScript/,
  },
  {
    what: 'CommonJS that requires version 2 of the SDK fails with Runtime.ImportModuleError',
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html#nodejs-sdk-included',
    files: { 'index.js': `const AWS = require('aws-sdk'); exports.handler = async () => 1;` },
    error: {
      errorType: 'Runtime.ImportModuleError',
      errorMessage: /^Error: Cannot find module 'aws-sdk'\nRequire stack:/,
    },
    says: /includes version 3 of the AWS SDK .* and not version 2/,
  },
  {
    what: 'an ES module that imports version 2 of the SDK fails to load',
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html#nodejs-sdk-included',
    files: { 'index.mjs': `import AWS from 'aws-sdk'; export const handler = async () => 1;` },
    error: { errorType: 'Error', errorMessage: /^Cannot find package 'aws-sdk' imported from / },
    says: /includes version 3 of the AWS SDK .* and not version 2/,
  },
  {
    what: 'packages outside the asset are not found',
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/nodejs-package.html',
    files: { 'index.js': `require('valibot'); exports.handler = async () => 1;` },
    error: { errorType: 'Runtime.ImportModuleError', errorMessage: /Cannot find module 'valibot'/ },
  },
  {
    what: 'import syntax in a .js file without package.json is a syntax error',
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html#nodejs-experimental-features',
    files: { 'index.js': 'export const handler = async () => 1;' },
    error: { errorType: 'Runtime.UserCodeSyntaxError', errorMessage: /^SyntaxError: / },
  },
  {
    what: 'requiring an ES module fails: Lambda turns that feature of Node.js off',
    source: 'https://docs.aws.amazon.com/lambda/latest/dg/lambda-nodejs.html#nodejs-experimental-features',
    files: {
      'index.js': `const two = require('./two.mjs'); exports.handler = async () => two;`,
      'two.mjs': 'export const two = 2;',
    },
    error: { errorType: 'Error', errorMessage: /require\(\) of ES Module/ },
  },
  {
    what: 'a handler that is not exported is Runtime.HandlerNotFound',
    source: handlerPage,
    files: { 'index.js': 'exports.other = 1;' },
    error: {
      errorType: 'Runtime.HandlerNotFound',
      errorMessage: /^index\.handler is undefined or not exported$/,
    },
  },
];
for (const { what, source, files, handler, error, says } of failing) {
  behaviour(what, { source }, async (t) => {
    const { invoke, eventsOf } = await startAsset(t, files, handler ? { Handler: handler } : {});
    const { payload, functionError } = await invoke();
    assert.equal(functionError, 'Unhandled');
    assert.equal(payload.errorType, error.errorType);
    assert.match(payload.errorMessage, error.errorMessage);
    if (says) assert.ok(eventsOf('log-line').some((each) => says.test(each.line)));
  });
}
