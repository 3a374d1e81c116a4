import assert from 'node:assert/strict';
import { test } from 'node:test';
import { numberedNames, numberedRegistry, numberedRoutes } from './lighter-routes.ts';

const entry = (name: string, file: string) =>
  `  "${name}": [() => import(/* webpackChunkName: "${name}" */ "${file}"), "${file}", require.resolveWeak("${file}")],`;
const registry = `export default {
${entry('09598e91', '@generated/docs/default/__plugin.json')}
${entry('17896441', '@theme/DocItem')}
${entry('e2590c4b', '@site/docs/a (b)/index.mdx')}
${entry('fb179000', '@site/docs/c/index.mdx')}};
`;
const names = JSON.stringify({
  '/-e5f': { __comp: '17896441', __context: { plugin: '09598e91' } },
  '/a/-523': { __comp: '17896441', content: 'e2590c4b' },
  '/c/-10e': { __comp: '17896441', content: 'fb179000', items: ['fb179000', 'e2590c4b'] },
});

test('files are a list, without where they were; the name of a plugin is no file of its own', () => {
  assert.equal(
    numberedRegistry(registry),
    `export default [
  [() => import(/* webpackMode: "eager" */ "@generated/docs/default/__plugin.json")],
  [() => import(/* webpackChunkName: "17896441" */ "@theme/DocItem")],
  [() => import(/* webpackChunkName: "e2590c4b" */ "@site/docs/a (b)/index.mdx")],
  [() => import(/* webpackChunkName: "fb179000" */ "@site/docs/c/index.mdx")],
];
`,
  );
});

test('a route asks for the number that its files have', () => {
  const route = (path: string, call: string) =>
    `{\n  path: '${path}',\n  component: ComponentCreator(${call}),\n}`;
  assert.equal(
    numberedRoutes(
      [route('/a/', "'/a/', '523'"), route('/c/', "'/c/', '10e'"), route('*', "'*'")].join(),
      names,
    ),
    [route('/a/', "'', 1"), route('/c/', "'', 2"), route('*', "'*'")].join(),
  );
});

test('files are named by their place in the list, also when some of the routes are left out', () => {
  const { '/c/-10e': last } = JSON.parse(names);
  assert.deepEqual(JSON.parse(numberedNames(JSON.stringify({ '/c/-10e': last }), names, registry)), {
    '-2': { __comp: 1, content: 3, items: [3, 2] },
  });
  assert.deepEqual(JSON.parse(numberedNames(names, names, registry))['-0'], {
    __comp: 1,
    __context: { plugin: 0 },
  });
});

test('a name without an entry stops the build', () => {
  assert.throws(() => numberedNames('{"/a/-523":{"__comp":"none"}}', names, registry), /no such entry/);
  assert.throws(() => numberedRoutes("ComponentCreator('/b/', '111')", names), /"\/b\/-111"/);
});
