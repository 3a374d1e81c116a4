import { join } from 'node:path';

/**
 * The part of a plugin that keeps long modules out of the browser: what a page has written when the site is built never
 * changes, and `written.tsx` and `still.tsx` keep it. `modules` are files by the name that components import; a browser
 * gets an empty text. The server of authors writes no pages, so there everything comes.
 */
export const buildOnly =
  (siteDir: string, modules: Record<string, string>) =>
  (_config: unknown, isServer: boolean): { resolve: { alias: Record<string, string> } } => {
    const comes = isServer || process.env.NODE_ENV === 'development';
    const file = comes ? (path: string) => path : () => join(siteDir, 'src/plugins/light/nothing.ts');
    return {
      resolve: {
        alias: Object.fromEntries(Object.entries(modules).map(([name, path]) => [`${name}$`, file(path)])),
      },
    };
  };
