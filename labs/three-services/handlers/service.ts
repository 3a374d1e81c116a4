import { setTimeout as wait } from 'node:timers/promises';

const service = process.env.SERVICE;
const delayMs = Number(process.env.DELAY_MS);

/** One of the three services. What it looks up is made up; the time that it takes is what the stack says. */
export async function handler() {
  await wait(delayMs);
  const body = JSON.stringify({ service, answer: `${service} of espresso` });
  return { statusCode: 200, headers: { 'content-type': 'application/json' }, body };
}
