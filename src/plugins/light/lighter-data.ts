/**
 * Bundler loader for what Docusaurus generates for the browser: takes out what only the build reads, or a theme with
 * several versions of its pages, which is a good part of what every page loads.
 */
export default function lighterData(text: string): string {
  const [, before = '', json = '', after = ''] = /^([^{]*?)(\{[\s\S]*\})(;?\s*)$/.exec(text) ?? [];
  return before + JSON.stringify(lighter(JSON.parse(json))) + after;
}

type Data = Record<string, unknown>;

function lighter(data: Data): Data {
  // The version of the pages: titles and descriptions of all of them, for cards that no page of ours has.
  if (isData(data.version)) return { ...data, version: lighterVersion(data.version) };
  // site-metadata.json
  if ('pluginVersions' in data) return { ...data, pluginVersions: {} };
  // docusaurus.config.mjs
  if ('presets' in data) return withoutBuild(data);
  // globalData.json: every page again, for menus that change between versions.
  const docs = data['docusaurus-plugin-content-docs'];
  if (isData(docs)) return { ...data, 'docusaurus-plugin-content-docs': mapped(docs, withoutPages) };
  return data;
}

const lighterVersion = ({ docsSidebars, ...version }: Data): Data => ({
  ...version,
  docsSidebars: Object.fromEntries(
    Object.entries(docsSidebars as Record<string, Data[]>).map(([name, items]) => [
      name,
      items.map(lighterItem),
    ]),
  ),
  docs: {},
});

/** An item of a sidebar. Of the id of its page a theme without such cards asks only whether there is one. */
function lighterItem({ items, docId, unlisted, ...item }: Data): Data {
  return {
    ...item,
    ...(docId === undefined ? {} : { docId: 1 }),
    ...(unlisted ? { unlisted } : {}),
    ...(Array.isArray(items) ? { items: items.map(lighterItem) } : {}),
  };
}

/** Settings that only the build reads, the template of all pages among them, and colours for code, which has its own. */
const ofBuild = /^(ssrTemplate|clientModules|markdown|onBroken.*|onDuplicateRoutes|presets|plugins)$/;

const withoutBuild = ({ future, themeConfig, ...data }: Data): Data => ({
  ...Object.fromEntries(Object.entries(data).filter(([key]) => !ofBuild.test(key))),
  future: isData(future) ? { experimental_router: future.experimental_router } : future,
  themeConfig: isData(themeConfig) && 'prism' in themeConfig ? { ...themeConfig, prism: {} } : themeConfig,
});

const withoutPages = (instance: Data): Data => ({
  ...instance,
  versions: (instance.versions as Data[]).map((version) => ({ ...version, docs: [] })),
});

const isData = (value: unknown): value is Data => typeof value === 'object' && value !== null;

const mapped = (data: Data, change: (each: Data) => Data): Data =>
  Object.fromEntries(Object.entries(data).map(([key, value]) => [key, change(value as Data)]));
