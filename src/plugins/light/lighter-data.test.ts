import assert from 'node:assert/strict';
import { test } from 'node:test';
import lighterData from './lighter-data.ts';

const lighter = (data: unknown): unknown => JSON.parse(lighterData(JSON.stringify(data)));

test('the version of the pages keeps its sidebars, and of each item what a sidebar shows', () => {
  const page = { type: 'link', href: '/part/a/', label: 'A' };
  const part = { type: 'category', href: '/part/', label: 'Part', collapsed: true };
  const built = { ...page, docId: 'part/a/index', unlisted: false };
  const sidebars = { course: [{ ...part, items: [built, { ...built, unlisted: true }] }] };
  assert.deepEqual(lighter({ version: { docsSidebars: sidebars, docs: { a: { title: 'A' } } } }), {
    version: {
      docsSidebars: {
        course: [
          {
            ...part,
            items: [
              { ...page, docId: 1 },
              { ...page, docId: 1, unlisted: true },
            ],
          },
        ],
      },
      docs: {},
    },
  });
});

test('the settings of the site keep what a page reads, also as a module', () => {
  const settings = {
    ...{
      title: 'T',
      presets: [['classic', {}]],
      plugins: [null],
      ssrTemplate: '<html>',
      onBrokenLinks: 'throw',
    },
    ...{ future: { experimental_router: 'browser', v4: {} }, themeConfig: { a: 1, prism: { theme: {} } } },
  };
  const module = lighterData(`/* made */\nexport default ${JSON.stringify(settings, null, 2)};\n`);
  assert.match(module, /^\/\* made \*\/\nexport default \{.*\};\n$/);
  assert.deepEqual(JSON.parse(module.replace(/^[^{]*|;\n$/g, '')), {
    title: 'T',
    future: { experimental_router: 'browser' },
    themeConfig: { a: 1, prism: {} },
  });
});

test('what is known of all pages keeps their versions, and other data stays', () => {
  const version = { name: 'current', path: '/', mainDocId: 'a' };
  assert.deepEqual(
    lighter({
      'docusaurus-plugin-content-docs': { default: { path: '/', versions: [{ ...version, docs: [1] }] } },
    }),
    { 'docusaurus-plugin-content-docs': { default: { path: '/', versions: [{ ...version, docs: [] }] } } },
  );
  assert.deepEqual(lighter({ docusaurusVersion: '3', pluginVersions: { a: {} } }), {
    docusaurusVersion: '3',
    pluginVersions: {},
  });
  assert.deepEqual(lighter({ other: [1] }), { other: [1] });
});
