import type { TestContext } from 'node:test';

/**
 * Gives the global `name` a value until the test has ended: other files of tests run in the same process, and one of them
 * may mean its own.
 */
export function globalValue(t: TestContext, name: string, value: unknown): void {
  const before = Reflect.getOwnPropertyDescriptor(globalThis, name);
  Object.defineProperty(globalThis, name, { value, configurable: true });
  t.after(() => {
    if (before) Object.defineProperty(globalThis, name, before);
    else Reflect.deleteProperty(globalThis, name);
  });
}
