/*
 * Client module. Docusaurus fetches the chunks of every link that scrolls into view; that doubled the bytes of a
 * page. Links still preload when they are hovered or touched.
 */
if ('document' in globalThis) {
  let api: object | undefined;
  Object.defineProperty(globalThis, 'docusaurus', {
    configurable: true,
    get: () => api,
    set(value: object) {
      api = { ...value, prefetch: () => false };
    },
  });
}
