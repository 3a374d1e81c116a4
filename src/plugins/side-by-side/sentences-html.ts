import { escapeHtml } from '../take-away/html.ts';
import type { Ground } from './grounds.ts';
import type { CheckedFile } from './pages.ts';
import type { Named } from './sentences.ts';

/** Every sentence that rests on something, with what it rests on, file by file. */
export function sentencesHtml(files: readonly CheckedFile[], groundOf: (named: Named) => Ground): string {
  return files
    .map(
      ({ path, title, sentences }) =>
        `<section><h2>${escapeHtml(title)}</h2><p><code>${escapeHtml(path)}</code></p>${sentences
          .map(({ line, heading, parts }) => {
            const grounds = parts.filter((part) => typeof part !== 'string').map(groundOf);
            const shown = grounds.values();
            const text = parts
              .map((part) =>
                typeof part === 'string'
                  ? escapeHtml(part)
                  : `<b>${escapeHtml(shown.next().value?.shown ?? '')}</b>`,
              )
              .join('');
            return `<article><p>${text}</p><p><small>line ${line}${heading && `, “${escapeHtml(heading)}”`}</small></p>${grounds.map(groundHtml).join('')}</article>`;
          })
          .join('')}</section>`,
    )
    .join('');
}

/** What a sentence or a point rests on. */
export function groundHtml({ says }: Ground): string {
  return `<ul>${says.map(([heading, text]) => `<li>${escapeHtml(heading)}: ${escapeHtml(text)}</li>`).join('')}</ul>`;
}
