/**
 * Bundler loader for what Docusaurus generates for the browser: takes the routes of single cards and runs out of
 * `routes.js` and `routesChunkNames.json`. Their addresses are caught by the routes of their lessons, and of all runs.
 */
export default function withoutCardRoutes(text: string): string {
  return withoutRoutes(withoutChunkNames(text));
}

const card = `(?:/[^/'"]+)*/(?:questions/[^/'"]+/[^/'"]+|runs/[^/'"]+)/[^/'"]+/`;
const route = new RegExp(String.raw`\s*\{\s*path: '${card}',[^{}]*\},`, 'g');

function withoutRoutes(text: string): string {
  return text.replace(route, '');
}

function withoutChunkNames(text: string): string {
  if (!text.trimStart().startsWith('{')) return text;
  const names: Record<string, unknown> = JSON.parse(text);
  const key = new RegExp(`^${card}-`);
  return JSON.stringify(Object.fromEntries(Object.entries(names).filter(([name]) => !key.test(name))));
}
