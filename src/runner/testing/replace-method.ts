/**
 * Replaces a method until the result is called. For what is called very often: `mock.method` of node:test keeps every call
 * until its process ends, and writes down where each came from.
 */
export function replaceMethod(
  object: object,
  name: string,
  method: (...args: never[]) => unknown,
): () => void {
  const before = Reflect.getOwnPropertyDescriptor(object, name);
  if (!before)
    throw new Error(`${name} is no method of its own of this object.\nGive the prototype that has it.`);
  Object.defineProperty(object, name, { ...before, value: method });
  return () => {
    Object.defineProperty(object, name, before);
  };
}
