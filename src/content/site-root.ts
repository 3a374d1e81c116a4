/** Where the site stands, without a slash at its end: for what leaves the page, such as a file or a text to copy. */
export function siteRootOf({ url, baseUrl }: { url: string; baseUrl: string }): string {
  return `${url}${baseUrl}`.replace(/\/$/, '');
}
