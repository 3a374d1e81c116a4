import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** What a loader is given of the bundler, as far as this one asks for it. */
interface Loading {
  resourcePath: string;
  addDependency(file: string): void;
}

/**
 * Bundler loader for the three files in which Docusaurus writes down which pages there are and of which files each is made:
 * `routes.js` → `routesChunkNames.json` → `registry.js`. They name each other's entries by hashes, all pages carry all of
 * them, and nothing compresses as badly as a hash. Here an entry is named by its place in the file it stands in.
 */
export default function lighterRoutes(this: Loading, text: string): string {
  const beside = (name: string) => {
    const file = join(this.resourcePath, '..', name);
    this.addDependency(file);
    return readFileSync(file, 'utf8');
  };
  const name = basename(this.resourcePath);
  if (name === 'registry.js') return numberedRegistry(text);
  if (name === 'routes.js') return numberedRoutes(text, beside('routesChunkNames.json'));
  return numberedNames(text, beside('routesChunkNames.json'), beside('registry.js'));
}

/** How each file is loaded, as a list, and no longer where it was when the site was built. */
export function numberedRegistry(registry: string): string {
  return `export default [\n${filesOf(registry)
    .map(({ load }) => `  [${load}],\n`)
    .join('')}];\n`;
}

/** Routes that ask for their files by a number. It stood behind the path of the route, which is there once more. */
export function numberedRoutes(routes: string, allNames: string): string {
  const places = placesOf(Object.keys(JSON.parse(allNames)));
  return routes.replace(
    /ComponentCreator\('([^']*)', '([^']*)'\)/g,
    (_, path, hash) => `ComponentCreator('', ${placeIn(places, `${path}-${hash}`)})`,
  );
}

/** The files of each route by number. `names` may be some of `allNames`: other loaders take routes out of a browser. */
export function numberedNames(names: string, allNames: string, registry: string): string {
  const places = placesOf(Object.keys(JSON.parse(allNames)));
  const files = placesOf(filesOf(registry).map(({ name }) => name));
  const numbered = (value: unknown): unknown => {
    if (typeof value === 'string') return placeIn(files, value);
    if (Array.isArray(value)) return value.map(numbered);
    return Object.fromEntries(Object.entries(value as object).map(([key, each]) => [key, numbered(each)]));
  };
  const entries: [string, unknown][] = Object.entries(JSON.parse(names));
  // ComponentCreator('', 7) asks for `-7`.
  return JSON.stringify(
    Object.fromEntries(entries.map(([key, value]) => [`-${placeIn(places, key)}`, numbered(value)])),
  );
}

/**
 * The entries of `registry.js`. The name of a plugin is a file of its own, one more request of every page; it is so small
 * that it comes with the registry.
 */
function filesOf(registry: string): { name: string; load: string }[] {
  const entries = registry.matchAll(/^ *"([^"]+)": \[\(\) => import\(\/\*.*?\*\/ ("[^"]+")\)/gm);
  return Array.from(entries, ([, name = '', file = '']) => {
    const how = file.endsWith('/__plugin.json"') ? 'webpackMode: "eager"' : `webpackChunkName: "${name}"`;
    return { name, load: `() => import(/* ${how} */ ${file})` };
  });
}

const placesOf = (names: readonly string[]): Map<string, number> =>
  new Map(names.map((name, place) => [name, place]));

function placeIn(places: ReadonlyMap<string, number>, name: string): number {
  const place = places.get(name);
  if (place === undefined)
    throw new Error(`Docusaurus names "${name}" in one of its files, and the other has no such entry.`);
  return place;
}
