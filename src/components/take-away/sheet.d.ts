/** The sheet to print as HTML while the site is built, and empty in a browser (src/plugins/take-away). */
declare module '@take-away/sheet' {
  const sheet: string;
  export default sheet;
}
