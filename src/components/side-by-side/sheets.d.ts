/** Sheets as HTML while the site is built, and empty in a browser (src/plugins/side-by-side). */
declare module '@side-by-side/*' {
  const sheet: string;
  export default sheet;
}
