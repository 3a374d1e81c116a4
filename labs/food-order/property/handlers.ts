import { loadHandlers } from '#runner/testing/deployed-handlers.ts';
import type { Status } from '../handlers/order.ts';

/** How the shop of a run is deployed: its settings in stack.ts. */
export interface Setting {
  tell: 'row-then-event' | 'event-then-row' | 'outbox' | 'stream';
  replyAt: Extract<Status, 'received' | 'paid' | 'accepted'>;
}

/** The handlers of one deployed shop. */
export interface Shop {
  place: typeof import('../handlers/place-order.ts').handler;
  settle: typeof import('../handlers/settle-order.ts').handler;
  publish: typeof import('../handlers/publish-changes.ts').handler;
  relay: typeof import('../handlers/relay-outbox.ts').handler;
}

const shops = new Map<string, Promise<Shop>>();

/** The lab’s handlers in this process, as they are deployed with these settings. */
export function shopWith(setting: Setting): Promise<Shop> {
  const name = `${setting.tell} ${setting.replyAt}`;
  const shop = shops.get(name) ?? load(setting);
  shops.set(name, shop);
  return shop;
}

async function load({ tell, replyAt }: Setting): Promise<Shop> {
  const loaded = await loadHandlers(
    new URL('../handlers/', import.meta.url),
    ['place-order', 'settle-order', 'publish-changes', 'relay-outbox'],
    {
      ORDERS_TABLE: 'Orders',
      OUTBOX_TABLE: 'Outbox',
      BUS_NAME: 'OrderBus',
      PARTNERS_URL_NAME: 'PartnersUrl',
      TELL: tell,
      REPLY_AT: replyAt,
    },
  );
  return {
    place: loaded['place-order'].handler,
    settle: loaded['settle-order'].handler,
    publish: loaded['publish-changes'].handler,
    relay: loaded['relay-outbox'].handler,
  } as Shop;
}
