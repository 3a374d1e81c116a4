import type { StartStandIn } from '#experiment/stand-in.ts';
import { startPartners } from './partners.ts';

/** A stand-in for a payment provider and for the restaurants. */
const start: StartStandIn = async ({ outputs, clients }) => {
  const partners = await startPartners({ serviceMs: Number(outputs.ServiceMs) });
  await clients.putParameter(outputs.PartnersUrlName ?? '', partners.url);
  return partners;
};

export default start;
