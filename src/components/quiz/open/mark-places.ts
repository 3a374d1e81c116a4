import type { Span } from './passages.ts';

/** Under this name `::highlight()` has the look of a marked sentence. */
const mark = 'great-answer-gap';

/** Whether the browser can mark a part of a text, and tell where a sentence ends. */
export const marksSentences = (): boolean =>
  typeof Highlight === 'function' && 'highlights' in CSS && 'Segmenter' in Intl;

/** The text of an element without the cards that belong to its values, nor the notes of `addNote`. */
export function readText(element: Element): string {
  return textsOf(element)
    .map(({ data }) => data)
    .join('');
}

/** Marks parts of the text of an element, without a change to its nodes. Answers how to take that back. */
export function markSpans(element: Element, spans: readonly Span[]): () => void {
  const marked = CSS.highlights.get(mark) ?? new Highlight();
  CSS.highlights.set(mark, marked);
  const ranges = spans.map(({ from, to }) => {
    const range = document.createRange();
    const [start, end] = [textAt(element, from), textAt(element, to - 1)];
    if (start) range.setStart(start.text, start.at);
    if (end) range.setEnd(end.text, end.at + 1);
    marked.add(range);
    return range;
  });
  return () => {
    for (const range of ranges) marked.delete(range);
  };
}

/**
 * Puts a note before a place of an element's text. Every node that was there stays where it is; a text that begins
 * earlier is cut in two, and is one again when the answer of this function has been called.
 */
export function addNote(element: Element, from: number, note: HTMLElement): () => void {
  note.dataset.note = '';
  const place = textAt(element, from);
  if (!place) {
    element.prepend(note);
    return () => note.remove();
  }
  const { text, at } = place;
  const control = text.parentElement?.closest('button, label');
  if (at > 0 && !control) {
    const rest = text.splitText(at);
    rest.before(note);
    return () => {
      note.remove();
      text.appendData(rest.data);
      rest.remove();
    };
  }
  let first: ChildNode = control ?? text;
  while (first.parentElement && first.parentElement !== element && !first.previousSibling)
    first = first.parentElement;
  first.before(note);
  return () => note.remove();
}

function textsOf(element: Element): Text[] {
  const isOther = (node: Node) => node instanceof HTMLElement && node.matches('[role="note"], [data-note]');
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
    isOther(node)
      ? NodeFilter.FILTER_REJECT
      : node instanceof Text
        ? NodeFilter.FILTER_ACCEPT
        : NodeFilter.FILTER_SKIP,
  );
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  return texts;
}

/** Which node holds a character of an element's text, and where in it. */
function textAt(element: Element, place: number): { text: Text; at: number } | undefined {
  let before = 0;
  for (const text of textsOf(element)) {
    if (place < before + text.length) return { text, at: place - before };
    before += text.length;
  }
  return undefined;
}
