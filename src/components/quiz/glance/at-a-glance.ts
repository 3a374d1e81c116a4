/*
 * Client module: ticks beside what was read, and how many cards are due beside the way to them. A style sheet of its own
 * draws them, so that React may write the menus anew as often as it likes; nothing has to move for them.
 */
import { dayOf } from '#content/review/day.ts';
import { countDue, followGlance, readGlance } from './glance.ts';

if (typeof document !== 'undefined') {
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  const draw = () => {
    sheet.replaceSync(rules());
    // The page says the same before its first paint (light/page-template.ts); its place stays until the page is left.
    if (readGlance().opened.length > 0) document.documentElement.dataset.returning = '';
  };
  draw();
  followGlance(draw);
  // Another day may have begun while the page was open.
  document.addEventListener('visibilitychange', draw);
}

function rules(): string {
  const glance = readGlance();
  const due = countDue(glance, dayOf(Date.now()).end);
  const links = glance.read.filter((id) => /^[a-z0-9-]+\/[a-z0-9-]+$/.test(id));
  const ticks = links.map((id) => `.menu__link[href$="/${id}/"]::after`).join();
  return [
    // A browser that does not know the text after the stroke takes the first of the two.
    ticks && `${ticks}{content:"✓";content:"✓"/", done"}`,
    due > 0 &&
      `:is(.menu__link,.navbar__link)[href$="/review/"]::after{content:"${due}";content:"${due}"/", ${due} due"}`,
  ]
    .filter(Boolean)
    .join('\n');
}
