import type { Settings } from '../../explorer/model/settings.ts';

/** Whether the subscription at a place, from 0 on, has a queue between the topic and its function. */
export const isBuffered = (settings: Settings, place: number): boolean =>
  place >= settings.subscriptions - settings.bufferedSubscriptions;

/** What a subscription is called, for a reader. */
export function subscriptionName(settings: Settings, place: number): string {
  const way = isBuffered(settings, place) ? 'through a queue' : 'pushed';
  return `${place + 1}, ${way}${place + 1 === settings.struckSubscription && goesWrong(settings) ? ', goes wrong' : ''}`;
}

const goesWrong = ({ outageSeconds, slowMs, poisonShare }: Settings) =>
  outageSeconds > 0 || slowMs > 0 || poisonShare > 0;
