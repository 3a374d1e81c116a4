/**
 * Cards that asked what another card asks, and the card that was kept. An id is for ever: none of the first may be used
 * again, and their addresses lead to the second.
 */
export const retiredCards: Record<string, string> = {
  'deciding/sync-or-async/burst-last-order': 'queue/accept-and-complete/last-order-done',
  'deciding/sync-or-async/burst-refused': 'queue/accept-and-complete/where-the-excess-goes',
  'deciding/sync-or-async/handles-higher-scale': 'queue/queue-is-not-capacity/higher-scale',
  'queue/accept-and-complete/callers-do-not-wait': 'two-ways/place-one-order/callers-do-not-wait',
  'queue/accept-and-complete/limit-of-the-synchronous-path': 'synchronous/littles-law/there-is-a-limit',
  'synchronous/littles-law/down-while-processing': 'two-ways/who-waits-for-whom/down-while-processing',
  'synchronous/littles-law/one-after-another': 'two-ways/who-waits-for-whom/one-after-another',
  'synchronous/littles-law/refused-of-twenty': 'two-ways/who-waits-for-whom/refused-of-twenty',
  'synchronous/littles-law/ten-at-once': 'two-ways/who-waits-for-whom/ten-callers-last-reply',
  'synchronous/who-refuses/backend-down': 'queue/when-the-backend-dies/backend-down-synchronous',
  'two-ways/who-waits-for-whom/timeout-for-the-user':
    'synchronous/deadlines-and-unknown-outcomes/server-waits-for-user',
  'two-ways/who-waits-for-whom/timeouts-in-order':
    'synchronous/deadlines-and-unknown-outcomes/order-of-a-time-out',
  'two-ways/who-waits-for-whom/what-a-504-says':
    'synchronous/deadlines-and-unknown-outcomes/what-a-time-out-tells',
  'two-ways/who-waits-for-whom/where-the-eleventh-goes': 'two-ways/who-waits-for-whom/refused-of-twenty',
};

/** Where the addresses of retired cards lead. */
export const retiredCardRedirects = Object.entries(retiredCards).map(([retired, kept]) => ({
  from: `/questions/${retired}/`,
  to: `/questions/${kept}/`,
}));
