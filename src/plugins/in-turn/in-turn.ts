import type { LoadContext, Plugin } from '@docusaurus/types';

/**
 * Has the last steps of these plugins run one after the other: Docusaurus begins all of them at once, and some read what
 * others write.
 */
export function inTurn<T>(
  ...plugins: ((context: LoadContext) => Plugin<T>)[]
): ((context: LoadContext) => Plugin<T>)[] {
  let before: Promise<unknown> = Promise.resolve();
  return plugins.map((make) => {
    const inItsTurn = (context: LoadContext): Plugin<T> => {
      const plugin = make(context);
      const { postBuild } = plugin;
      if (!postBuild) return plugin;
      return {
        ...plugin,
        postBuild: async (props) => {
          const own = before.then(() => postBuild.call(plugin, props));
          before = own;
          await own;
        },
      };
    };
    return inItsTurn;
  });
}
