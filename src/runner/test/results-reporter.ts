import type { TestEvent } from 'node:test/reporters';

/** A test of `node --test` that ended, as one line of the file that this reporter writes. */
export interface EndedTest {
  name: string;
  /** Absolute path. */
  file: string;
  passed: boolean;
}

/** Follows the tests: what ran came to its end. */
export const lastLine = '"end"';

/** A reporter of `node --test`: one line of JSON for every test that ended, none for suites of which only tests failed;
 * then `lastLine`. */
export default async function* resultsReporter(source: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  for await (const { type, data } of source) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const passed = type === 'test:pass';
    if (passed && data.details.type === 'suite') continue;
    if (!passed && isOnlyOfTests(data.details.error)) continue;
    const ended: EndedTest = { name: data.name, file: data.file ?? data.name, passed };
    yield `${JSON.stringify(ended)}\n`;
  }
  yield `${lastLine}\n`;
}

const isOnlyOfTests = (error: unknown) =>
  error instanceof Error && 'failureType' in error && error.failureType === 'subtestsFailed';
