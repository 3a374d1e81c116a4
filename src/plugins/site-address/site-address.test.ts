import assert from 'node:assert/strict';
import { test } from 'node:test';
import { routePath } from './route-path.ts';
import { readSiteAddress } from './site-address.ts';

test('without settings the site stands where npm start serves it, and leads to no repository', () => {
  assert.deepEqual(readSiteAddress({}), {
    url: 'http://localhost:2020',
    baseUrl: '/',
    isPublished: false,
    repository: undefined,
  });
});

test('settings say where it stands and where its sources are', () => {
  assert.deepEqual(
    readSiteAddress({
      SITE_URL: 'https://example.org/',
      BASE_URL: '/200-or-202/',
      REPOSITORY_URL: 'https://example.org/me/200-or-202.git',
    }),
    {
      url: 'https://example.org',
      baseUrl: '/200-or-202/',
      isPublished: true,
      repository: 'https://example.org/me/200-or-202',
    },
  );
});

const refused: [env: Record<string, string>, says: RegExp][] = [
  [{ SITE_URL: 'example.org' }, /SITE_URL example.org is no address[\s\S]*https:\/\/example.org/],
  [
    { SITE_URL: 'https://example.org/docs' },
    /has a path[\s\S]*SITE_URL=https:\/\/example.org BASE_URL=\/docs\//,
  ],
  [{ BASE_URL: '200-or-202' }, /BASE_URL 200-or-202[\s\S]*slash at both ends/],
  [{ REPOSITORY_URL: 'git@example.org:me/it' }, /REPOSITORY_URL git@/],
];

for (const [env, says] of refused) {
  test(`refuses ${JSON.stringify(env)}`, () => assert.throws(() => readSiteAddress(env), says));
}

test('a route stands below the base', () => {
  assert.equal(routePath('/', '/claims/'), '/claims/');
  assert.equal(routePath('/200-or-202/', '/claims/'), '/200-or-202/claims/');
});
