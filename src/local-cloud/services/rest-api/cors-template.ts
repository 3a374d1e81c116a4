/**
 * The origins that CDK's response template for a preflight allows besides the first, or undefined when the text is another
 * template. `addCorsPreflight` writes it when several origins are allowed: the answer's Access-Control-Allow-Origin
 * becomes the caller's origin when it is one of them.
 */
export function originsOfCorsTemplate(text: string): string[] | undefined {
  const [, condition] = corsTemplate.exec(text.replaceAll(/\s+/g, ' ').trim()) ?? [];
  return condition?.split(' || ').map((each) => each.slice('$origin == "'.length, -1));
}

const corsTemplate = new RegExp(
  [
    '^#set\\(\\$origin = \\$input\\.params\\(\\)\\.header\\.get\\("Origin"\\)\\)',
    '#if\\(\\$origin == ""\\)',
    '#set\\(\\$origin = \\$input\\.params\\(\\)\\.header\\.get\\("origin"\\)\\)',
    '#end',
    '#if\\((\\$origin == "[^"]*"(?: \\|\\| \\$origin == "[^"]*")*)\\)',
    '#set\\(\\$context\\.responseOverride\\.header\\.Access-Control-Allow-Origin = \\$origin\\)',
    '#end$',
  ].join(' '),
);
