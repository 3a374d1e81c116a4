import { testBreaks } from '#runner/testing/test-breaks.ts';

testBreaks('order-saga/half-done', [
  {
    what: 'a release of stock changes nothing',
    claims: [
      'nobody-takes-back-by-itself',
      'silence-is-no-refusal',
      'an-undo-can-fail',
      'an-orchestrator-hears-the-silence',
    ],
    breaks: [
      {
        file: 'handlers/saga/stock.ts',
        find: 'settleStock(order, decideUndo);',
        replace: 'settleStock(order, () => ({ tell: decideUndo(undefined).tell }));',
      },
    ],
  },
  {
    what: 'the sweep tells of nothing',
    claims: ['silence-is-no-refusal', 'an-undo-can-fail'],
    breaks: [
      {
        file: 'handlers/choreographed/sweep.ts',
        find: "await tell('OrderOverdue', { orderId, item, card, address });",
        replace: 'console.log(orderId, item, card, address, tell);',
      },
    ],
  },
  {
    what: 'a step that finds itself done tells of a refusal',
    claims: ['a-death-after-the-write-is-told-later'],
    breaks: [
      {
        file: 'handlers/saga/decide.ts',
        find: '  if (known) return { tell: known };\n  const state',
        replace: "  if (known) return { tell: 'refused' };\n  const state",
      },
    ],
  },
  {
    what: 'the orchestrator gives up where a step does not answer',
    claims: ['an-orchestrator-hears-the-silence'],
    breaks: [
      {
        file: 'handlers/orchestrated/fulfil.ts',
        find: '      if (!(error instanceof StepError)) throw error;\n',
        replace: '      if (error) throw error;\n',
      },
    ],
  },
  {
    what: 'the state machine takes nothing back where a step does not answer',
    claims: ['an-orchestrator-hears-the-silence'],
    breaks: [
      {
        file: 'stack/by-state-machine.ts',
        find: "const orStop = { errors: ['States.ALL'] };",
        replace: "const orStop = { errors: ['NoSuchError'] };",
      },
    ],
  },
]);
