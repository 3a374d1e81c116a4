import type { TakeAwayCard } from '#content/take-away.ts';
import { escapeHtml } from '../html.ts';

/** The site's mark in the package; the underscore keeps Anki from deleting what only a template names. */
export const logoName = '_200-or-202.svg';

/** The fields of a note, in their order; the first one is what Anki sorts and looks for duplicates by. */
const fields = ['Prompt', 'Choices', 'Answer', 'Reasons', 'Figure', 'Kind', 'Page', 'Id'] as const;

/** A card's fields as HTML, in the order of the note type. */
export function fieldsOf(card: TakeAwayCard): string[] {
  const values: Record<(typeof fields)[number], string> = {
    Prompt: escapeHtml(card.prompt),
    Choices: card.choices.length > 0 ? `<ul>${card.choices.map(item).join('')}</ul>` : '',
    Answer: card.answerHtml,
    Reasons: `<dl>${card.reasons
      .map(({ heading, text }) => `<dt>${escapeHtml(heading)}</dt><dd>${escapeHtml(text)}</dd>`)
      .join('')}</dl>`,
    Figure: card.figure
      ? `<img src="${escapeHtml(card.figure.name)}" alt="${escapeHtml(card.figure.description)}">`
      : '',
    Kind: escapeHtml(card.kind),
    Page: `<a href="${escapeHtml(card.url)}">${escapeHtml(card.title)}</a>`,
    Id: escapeHtml(card.id),
  };
  return fields.map((name) => values[name]);
}

/** The one note type, in the form of Anki's `col.models`. */
export function noteType(id: number, mod: number, deckId: number): object {
  const question = `<p class="kind"><img src="${logoName}" alt=""> {{Kind}}</p><p class="prompt">{{Prompt}}</p>{{Choices}}`;
  return {
    id,
    name: '200 or 202',
    type: 0,
    mod,
    usn: 0,
    sortf: 0,
    did: deckId,
    tmpls: [
      {
        name: 'Question',
        ord: 0,
        qfmt: question,
        afmt: '{{FrontSide}}<hr id="answer"><div class="answer">{{Answer}}</div>{{Figure}}{{Reasons}}<p class="page">{{Page}}</p>',
        bqfmt: '',
        bafmt: '',
        did: null,
        bfont: '',
        bsize: 0,
      },
    ],
    flds: fields.map((name, ord) => ({
      name,
      ord,
      sticky: false,
      rtl: false,
      font: 'Arial',
      size: 20,
      media: [],
    })),
    css: style,
    latexPre: '',
    latexPost: '',
    latexsvg: false,
    req: [[0, 'any', [0]]],
    tags: [],
    vers: [],
  };
}

const style = `.card { max-width: 42rem; margin: 1rem auto; font: 1.05rem/1.55 system-ui, sans-serif; text-align: left; }
.kind { color: #596069; font-size: 0.85rem; }
.kind img { width: 1.2rem; height: 1.2rem; vertical-align: middle; }
.prompt { font-size: 1.2rem; font-weight: 700; }
.answer { font-weight: 600; }
.answer blockquote { margin: 0; font-weight: 400; }
dt { margin-top: 0.7rem; font-weight: 600; }
dd { margin: 0; }
img { max-width: 100%; }
.nightMode .kind { color: #a5abb4; }
`;

function item(text: string): string {
  return `<li>${escapeHtml(text)}</li>`;
}
