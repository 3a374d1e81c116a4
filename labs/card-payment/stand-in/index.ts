import type { StartStandIn } from '#experiment/stand-in.ts';
import { startProvider } from './provider.ts';

/** A stand-in for a payment provider. */
const start: StartStandIn = async ({ outputs, clients }) => {
  const provider = await startProvider({
    serviceMs: Number(outputs.ServiceMs),
    deadlineMs: Number(outputs.DeadlineMs),
  });
  await clients.putParameter(outputs.ProviderUrlName ?? '', `http://127.0.0.1:${provider.port}`);
  return provider;
};

export default start;
