/** What the local cloud does while the site is built, and an empty text in a browser (src/plugins/conformance). */
declare module '@conformance/list' {
  const conformance: import('#content/conformance.ts').Conformance | '';
  export default conformance;
}
