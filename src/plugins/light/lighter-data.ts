/**
 * Bundler loader for what Docusaurus generates for the browser: takes out what only the build reads, or a theme with
 * several versions of its pages, which is a good part of what every page loads. With it goes the folder that the site was
 * built in, which is no reader's business.
 */
export default function lighterData(text: string): string {
  if (text.includes('require.resolveWeak')) return withoutFolders(text);
  const [, before = '', json = '', after = ''] = /^([^{]*?)(\{[\s\S]*\})(;?\s*)$/.exec(text) ?? [];
  return before + JSON.stringify(lighter(JSON.parse(json))) + after;
}

/** `registry.js` names the file and the module of every chunk for the report of a server that renders pages. */
const withoutFolders = (text: string): string =>
  text.replace(/\), "[^"]*", require\.resolveWeak\("[^"]*"\)\]/g, ')]');

type Data = Record<string, unknown>;

function lighter(data: Data): Data {
  // The version of the pages: titles and descriptions of all of them, for cards that no page of ours has.
  if (isData(data.version)) return { ...data, version: { ...data.version, docs: {} } };
  // site-metadata.json
  if ('pluginVersions' in data) return { ...data, pluginVersions: {} };
  // docusaurus.config.mjs
  if ('presets' in data) return withoutBuild(data);
  // globalData.json: every page again, for menus that change between versions.
  const docs = data['docusaurus-plugin-content-docs'];
  if (isData(docs)) return { ...data, 'docusaurus-plugin-content-docs': mapped(docs, withoutPages) };
  return data;
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
