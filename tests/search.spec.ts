import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { find, readIndex } from '../src/content/search.ts';
import { expectAccessible } from './support/axe.ts';
import { settled } from './support/settled.ts';
import { expect, test } from './support/site.ts';

/** What a reader would type, and the page that has to be among the first three. */
const queries: [string, RegExp][] = [
  ['little’s law', /\/littles-law\//],
  ['littles law', /\/littles-law\//],
  ['retry storm', /\/(retries|storm)\//],
  ['jitter', /\/retries\//],
  ['exponential backoff', /\/retries\//],
  ['idempotency key', /\/idempotency\//],
  ['idempotancy', /idempotency/],
  ['dead letter queue', /\/dead-letter-operations\//],
  ['dead-letter redrive', /\/(dead-letter-operations|redelivery-and-poison)\//],
  ['poison message', /poison/],
  ['visibility timeout', /\/(redelivery-and-poison|idempotency|facts)\//],
  ['maxReceiveCount', /\/(redelivery-and-poison|dead-letter-operations|facts|when-the-backend-dies)\//],
  ['fifo order', /\/ordering\//],
  ['message group', /\/(ordering|facts)\//],
  ['202 accepted', /\/(accept-and-complete|place-one-order|confused-words|claims|define-asynchronous)\//],
  ['429 too many requests', /\/(who-refuses|facts|about)\//],
  ['503', /\/(who-refuses|facts|deadlines-and-unknown-outcomes)\//],
  ['504 gateway timeout', /\/(deadlines-and-unknown-outcomes|who-refuses|facts)\//],
  ['TooManyRequestsException', /\/(who-refuses|facts|about|capping-the-consumer)\//],
  ['ProvisionedThroughputExceededException', /\/(capping-the-consumer|facts|about|retries)\//],
  ['ApproximateAgeOfOldestMessage', /\/(arrivals-and-backlog|silent-backlog|facts)\//],
  ['age of oldest message', /\/(arrivals-and-backlog|silent-backlog|facts)\//],
  ['ConcurrentExecutions', /\/(littles-law|facts|failures|who-refuses)\//],
  [
    'reserved concurrency',
    /\/(capping-the-consumer|facts|claims|queue-is-not-capacity|api-gateway-scaling)\//,
  ],
  ['maximum concurrency', /\/(capping-the-consumer|facts)\//],
  ['partial batch response', /\/(redelivery-and-poison|facts|about)\//],
  ['batchItemFailures', /\/(redelivery-and-poison|facts|about)\//],
  ['drain time', /\/arrivals-and-backlog\//],
  ['backlog', /\/(arrivals-and-backlog|silent-backlog)\//],
  ['queue does not add capacity', /\/queue-is-not-capacity\//],
  ['the-queue-adds-no-capacity', /capacity|place-one-order|queue/],
  ['eventual consistency', /\/eventual-consistency\//],
  ['event bus', /\/event-buses\//],
  ['disaster recovery', /\/disaster-recovery\//],
  ['cost at scale', /\/cost-at-scale\//],
  ['mock interview', /\/mock\//],
  ['anki', /\/take-away\//],
  ['npm run lab two-paths', /\/(place-one-order|paths|method|accept-and-complete)\//],
  ['circuit breaker', /\/(retries|storm)\//],
  ['unsupported resource type', /\/about\/local-cloud\//],
];

test('forty things that a reader would type lead to their page', () => {
  const json = readFileSync(join(import.meta.dirname, '../build/search/index.json'), 'utf8');
  const index = readIndex(json);
  expect(queries).toHaveLength(40);
  for (const [query, page] of queries) {
    const first = find(index, query, 3).map(({ address }) => address);
    expect
      .soft(
        first.some((address) => page.test(address)),
        `${query}: ${first.join(' ')}`,
      )
      .toBe(true);
  }
});

test('search opens by keyboard, finds as one types, and leads to the sentence', async ({ page, open }) => {
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(new URL(request.url()).pathname));
  await open('/');
  await settled(page);
  expect(fetched.filter((path) => path.includes('/search/'))).toEqual([]);

  await page.keyboard.press('/');
  const field = page.getByRole('combobox', { name: /^Search/ });
  await expect(field).toBeFocused();
  // Prefixes and slips match words with signs in them, too: none of them may break the page.
  await field.pressSequentially('visibility timeout');
  await expect(page.getByRole('option').first()).toBeVisible();
  await field.fill('');
  await field.pressSequentially('drain time');
  const options = page.getByRole('option');
  await expect(options.first()).toHaveAttribute('aria-selected', 'true');
  await expectAccessible(page);
  await page.keyboard.press('ArrowDown');
  await expect(options.nth(1)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowUp');
  const address = await options.first().getAttribute('href');
  await page.keyboard.press('Enter');
  // What to highlight is part of the link, and the browser keeps it to itself.
  await expect(page).toHaveURL(new URL(address?.split(':~:')[0] ?? '', page.url()).href);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('Escape closes the search and gives the focus back; Ctrl K opens it from a field, too', async ({
  page,
  open,
}) => {
  await open('/claims/');
  const button = page.getByRole('button', { name: /^Search/ });
  await button.click();
  await expect(page.getByRole('dialog', { name: 'Search' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Search' })).toHaveCount(0);
  await expect(button).toBeFocused();
  await page.getByRole('combobox').first().focus();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog', { name: 'Search' })).toBeVisible();
});

test('what cannot be fetched is said, and can be tried again', async ({ page, open }) => {
  await page.route('**/search/index.json', (route) => route.abort());
  await open('/');
  await page.keyboard.press('Control+k');
  await expect(page.getByText('The index could not be fetched.')).toBeVisible();
  await page.unroute('**/search/index.json');
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('combobox', { name: /^Search/ }).fill('poison');
  await expect(page.getByRole('option').first()).toBeVisible();
});
