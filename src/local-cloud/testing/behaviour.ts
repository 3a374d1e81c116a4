import { type TestContext, test } from 'node:test';

/** How far an emulated behaviour goes. */
export type Fidelity =
  /** As AWS documents it. */
  | 'emulated'
  /** The outcome is AWS's; times or rates are scaled or simplified, as `note` says. */
  | 'modelled'
  /** Not as on AWS, on purpose; `note` says how. */
  | 'differs';

/** One documented behaviour of AWS that the local cloud shows, with the test that proves it. */
export interface Behaviour {
  /** The service as readers call it: `Lambda`, `SQS`, `API Gateway HTTP API`, … */
  service: string;
  /** A sentence that is true of AWS and of the local cloud. */
  name: string;
  /** The AWS page that says so. */
  source: string;
  fidelity: Fidelity;
  note?: string;
  /** Absolute path of the test file. */
  file: string;
}

/** Filled instead of running tests when the page that lists the behaviours is made. */
export const listed: Behaviour[] = [];

/** Set by the program that lists behaviours. */
const listing = process.env.LIST_BEHAVIOURS === '1';

/** Names a group of behaviours of one service; call the result once per behaviour. Files: `*.conformance.test.ts`. */
export function behavioursOf(service: string, file: string) {
  return function behaviour(
    name: string,
    about: { source: string; fidelity?: Fidelity; note?: string },
    check: (t: TestContext) => Promise<void> | void,
  ): void {
    if (listing) listed.push({ service, name, fidelity: 'emulated', ...about, file });
    else void test(`${service}: ${name}`, check);
  };
}
