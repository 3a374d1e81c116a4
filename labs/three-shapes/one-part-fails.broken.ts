import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('three-shapes/one-part-fails', [
  {
    what: 'the catalogue has another price, and there is one process of each program whatever is set',
    claims: ['one-api-in-every-shape', 'replicas-hold-what-strikes-once', 'what-comes-again-reaches-all'],
    breaks: [
      { file: 'handlers/modules/catalog.ts', find: 'espresso: 3', replace: 'espresso: 4' },
      { file: 'stand-in/index.ts', find: 'replicas: Number(Replicas)', replace: 'replicas: 1' },
    ],
  },
  {
    what: 'the services are one program, and all requests to functions share one environment',
    claims: ['one-process-falls-together', 'who-calls-fails-too', 'an-environment-holds-one-request'],
    breaks: [
      {
        file: 'stand-in/index.ts',
        find: 'services: moduleNames.map((name) => [name])',
        replace: 'services: [moduleNames]',
      },
      {
        file: 'stack.ts',
        find: 'memorySize: 256,',
        replace: 'memorySize: 256, reservedConcurrentExecutions: 1,',
      },
    ],
  },
]);
