/** A page that is listed. */
export interface ListedPage {
  /** On the site, with a slash at both ends. */
  path: string;
  title: string;
  description: string;
}

const groups: [heading: string, paths: RegExp][] = [
  ['Lessons', /^\/(two-ways|synchronous|queue|delivery|topics|telling|systems|running|deciding)\//],
  ['Interview questions', /^\/interview\//],
  ['Failures', /^\/failures\//],
  ['Claims, facts and method', /^\/(claims|facts|method|about)\//],
  ['Practice', /^\/(paths|review|mock|progress|questions|take-away)?\/?$/],
];

/** The text of `llms.txt`. Single recall cards are not listed: the list of questions leads to them. */
export function llmsText(
  { title, tagline, root }: { title: string; tagline: string; root: string },
  pages: readonly ListedPage[],
): string {
  const sections = groups.flatMap(([heading, paths]) => {
    const own = pages.filter(({ path }) => paths.test(path));
    return own.length === 0 ? [] : [`## ${heading}\n\n${own.map((page) => line(root, page)).join('\n')}`];
  });
  return `# ${title}

> ${tagline}: an interview course about one decision that every backend makes, on AWS. Numbers on its pages were measured by labs that a reader runs with one command, or stand in AWS's documentation with a date.

Each page is there as Markdown under its address with \`index.md\` at the end. A claim is named \`lab/experiment/claim\`, with its verdict, what decided it, how far it carries over to AWS, what it does not show, and the day of the run. Milliseconds were measured on a local cloud and say nothing about AWS: quote mechanisms and ratios, with the claim's name. A statement of a widely shared text is named like \`002/s10\`; its verdict stands under \`/claims/\`.

${sections.join('\n\n')}
`;
}

const line = (root: string, { path, title, description }: ListedPage): string =>
  `- [${title}](${root}${path}index.md)${description && description !== title ? `: ${description}` : ''}`;
