import { randomBytes } from 'node:crypto';
import type { StartStandIn } from '#experiment/stand-in.ts';
import { startProvider } from './provider.ts';

/** A stand-in for a payment provider. */
const start: StartStandIn = async ({ outputs, clients }) => {
  const secret = `whsec_${randomBytes(24).toString('hex')}`;
  await clients.putParameter(outputs.ProviderSecretName ?? '', secret);
  const provider = await startProvider({
    serviceMs: Number(outputs.ServiceMs),
    deadlineMs: Number(outputs.DeadlineMs),
    webhookUrl: `${outputs.ApiUrl}/events`,
    secret,
  });
  await clients.putParameter(outputs.ProviderUrlName ?? '', `http://127.0.0.1:${provider.port}`);
  return provider;
};

export default start;
