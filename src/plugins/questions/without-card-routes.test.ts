import assert from 'node:assert/strict';
import { test } from 'node:test';
import withoutCardRoutes from './without-card-routes.ts';

test('routes of cards go, those of lessons and all others stay', () => {
  const routes = `export default [
  {
    path: '/questions/queue/retries/who/',
    component: ComponentCreator('/questions/queue/retries/who/', '37b'),
    exact: true
  },
  {
    path: '/questions/queue/retries/',
    component: ComponentCreator('/questions/queue/retries/', '111'),
  },
];`;
  assert.equal(
    withoutCardRoutes(routes),
    `export default [
  {
    path: '/questions/queue/retries/',
    component: ComponentCreator('/questions/queue/retries/', '111'),
  },
];`,
  );
});

test('the names of their chunks go with them', () => {
  const names = { '/questions/queue/retries/who/-37b': {}, '/questions/queue/retries/-111': { data: 'x' } };
  assert.deepEqual(JSON.parse(withoutCardRoutes(JSON.stringify(names))), {
    '/questions/queue/retries/-111': { data: 'x' },
  });
});

test('routes of single runs go, that of all runs stays', () => {
  const route = (path: string) => `  {
    path: '${path}',
    component: ComponentCreator('${path}', '37b'),
    exact: true
  },`;
  const routes = (...all: string[]) => `export default [\n${all.map(route).join('\n')}\n];`;
  assert.equal(
    withoutCardRoutes(routes('/runs/', '/runs/two-paths/first-order/', '/runs/me/')),
    routes('/runs/', '/runs/me/'),
  );
});
