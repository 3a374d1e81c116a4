import { extname } from 'node:path';
import { createCssVariablesTheme, createHighlighterCore, type HighlighterCore } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';

const theme = createCssVariablesTheme({ name: 'tokens', variablePrefix: '--' });
const languages = ['ts', 'json', 'sh', 'yaml'];
const byExtension: Record<string, string> = {
  '.ts': 'ts',
  '.json': 'json',
  '.sh': 'sh',
  '.yaml': 'yaml',
  '.yml': 'yaml',
};

/** One letter per kind of token: the page's style sheet colours them, light and dark. */
const classes: Record<string, string> = {
  'var(--token-keyword)': 'k',
  'var(--token-string)': 's',
  'var(--token-string-expression)': 's',
  'var(--token-comment)': 'c',
  'var(--token-constant)': 'n',
  'var(--token-function)': 'f',
  'var(--token-parameter)': 'p',
  'var(--token-punctuation)': 'o',
};

let highlighter: Promise<HighlighterCore> | undefined;

/** The highlighter's language for a file's ending, or plain text. */
export function languageOf(path: string): string {
  return byExtension[extname(path)] ?? 'text';
}

const highlighted = new Map<string, Promise<string>>();

/** Code as HTML with one `<i class>` per coloured token. Runs when the site is built; no highlighter reaches a browser. */
export function highlight(code: string, language: string): Promise<string> {
  // Asked for again by the bundle of the server, and by each page that shows the same file.
  const key = `${language}\n${code}`;
  const known = highlighted.get(key) ?? coloured(code, language);
  highlighted.set(key, known);
  return known;
}

async function coloured(code: string, language: string): Promise<string> {
  const lang =
    language === 'typescript' ? 'ts' : language === 'bash' || language === 'shell' ? 'sh' : language;
  if (!languages.includes(lang)) return escapeHtml(code);
  highlighter ??= createHighlighterCore({
    themes: [theme],
    langs: [
      import('shiki/langs/typescript.mjs'),
      import('shiki/langs/json.mjs'),
      import('shiki/langs/shellscript.mjs'),
      import('shiki/langs/yaml.mjs'),
    ],
    engine: createJavaScriptRegexEngine({ forgiving: true }),
  });
  const { tokens } = (await highlighter).codeToTokens(code, {
    lang,
    theme: 'tokens',
    // By default a line that takes long, as on a busy machine, is left without colours.
    tokenizeTimeLimit: 0,
  });
  return tokens
    .map((line) => line.map(({ content, color }) => colour(content, classes[color ?? ''])).join(''))
    .join('\n');
}

function colour(content: string, token: string | undefined): string {
  const text = escapeHtml(content);
  return token && text.trim() ? `<i class="${token}">${text}</i>` : text;
}

function escapeHtml(text: string): string {
  return text.replace(
    /[&<>]/g,
    (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[character] ?? character,
  );
}
