import type { Edit } from '#content/repair.ts';
import type { Context } from '../assembly.ts';

/** The lab that all incidents happen in, and how it is set up when nothing is wrong with it. */
export const base = {
  lab: 'queued-api',
  /** The code of its function. */
  entry: 'handlers/store-order.ts',
  context: {
    maximumConcurrency: 4,
    batchSize: 5,
    functionTimeoutSeconds: 4,
    visibilityTimeoutSeconds: 8,
    maxReceiveCount: 3,
  } satisfies Context,
  /** Orders a second. */
  perSecond: 2,
  provider: { ms: 300, fails: 0, status: 503 },
  /** An order is in time when it is stored within this. */
  promiseMs: 20_000,
};

/**
 * What the function does beyond the lab's: it pays at a provider that is called over HTTP, and logs what it does, as one
 * that is run for customers would.
 */
export const firstRelease: readonly Edit[] = [
  {
    file: 'handlers/table.ts',
    find: 'export const payFor = () => wait(Number(process.env.SERVICE_MS));',
    replace: `declare const PROVIDER_URL: string;
export async function payFor(orderId = ''): Promise<void> {
  const begin = Date.now();
  const { status } = await fetch(PROVIDER_URL, {
    method: 'POST',
    headers: { 'idempotency-key': orderId },
    body: orderId,
  });
  const took = \`\${Date.now() - begin} ms\`;
  if (status !== 200) throw new Error(\`payment of \${orderId}: the provider answered \${status} after \${took}\`);
  console.log(\`paid \${orderId} in \${took}\`);
}`,
  },
  {
    file: 'handlers/store-order.ts',
    find: `  const order = readOrder(message);
  await payFor();
  await storeOnce(order);
`,
    replace: `  const receive = \`receive \${message.attributes.ApproximateReceiveCount}\`;
  try {
    const order = readOrder(message);
    await payFor(order.orderId);
    await storeOnce(order);
    console.log(\`stored \${order.orderId} (\${receive})\`);
  } catch (error) {
    const { name, message: text } = error as Error;
    console.error(\`failed \${message.messageId.slice(0, 8)} (\${receive}): \${name}: \${text}\`);
    throw error;
  }
`,
  },
];
