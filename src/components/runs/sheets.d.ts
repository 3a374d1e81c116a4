/** Runs as HTML by `lab/experiment` while the site is built, and none in a browser (src/plugins/runs). */
declare module '@runs/sheets' {
  const sheets: Record<string, string>;
  export default sheets;
}
