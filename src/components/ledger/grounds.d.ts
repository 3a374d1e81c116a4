/** What the verdicts rest on while the site is built, and an empty text in a browser (src/plugins/ledger). */
declare module '@ledger/grounds' {
  const grounds: import('#content/ledger.ts').LedgerGrounds | '';
  export default grounds;
}
