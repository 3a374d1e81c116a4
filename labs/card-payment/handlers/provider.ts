import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { Charge, Provider } from './ports.ts';

const parameters = new SSMClient();
let url: string | undefined;

async function providerUrl(): Promise<string> {
  const { Parameter } = await parameters.send(
    new GetParameterCommand({ Name: process.env.PROVIDER_URL_NAME }),
  );
  return Parameter?.Value ?? '';
}

// #region call
/** Calls the provider; undefined when no answer came in time. The call may have had its effect all the same. */
async function call(path: string, body?: object, key?: string): Promise<Response | undefined> {
  url ??= await providerUrl();
  const address = `${url}${path}`;
  try {
    return await fetch(address, {
      method: body ? 'POST' : 'GET',
      headers: { 'content-type': 'application/json', ...(key && { 'idempotency-key': key }) },
      signal: AbortSignal.timeout(Number(process.env.DEADLINE_MS)),
      ...(body && { body: JSON.stringify(body) }),
    });
  } catch (error) {
    console.error(error);
    return undefined;
  }
}
// #endregion call

/** The provider over HTTP. */
export const provider: Provider = {
  // #region authorize
  async authorize({ orderId, amount, card }, key) {
    const answer = await call('/charges', { orderId, amount, card }, key);
    if (answer?.status === 201)
      return { outcome: 'authorized', chargeId: ((await answer.json()) as Charge).id };
    if (answer?.status === 402) return { outcome: 'declined' };
    // No answer, a server error, or a first request with this key that is still at work: none says what happened.
    if (!answer || answer.status >= 500 || answer.status === 409) return { outcome: 'unknown' };
    throw new Error(`The provider answered ${answer.status}: ${await answer.text()}`);
  },
  // #endregion authorize

  async capture(chargeId) {
    const answer = await call(`/charges/${chargeId}/capture`, {});
    return answer?.status === 200;
  },

  async void(chargeId) {
    const answer = await call(`/charges/${chargeId}/void`, {});
    if (answer?.status !== 200) throw new Error(`It is not known whether charge ${chargeId} is voided.`);
  },

  async list() {
    const answer = await call('/charges');
    if (answer?.status !== 200) throw new Error('The provider does not list its charges.');
    return ((await answer.json()) as { charges: Charge[] }).charges;
  },
};
