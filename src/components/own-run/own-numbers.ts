import type { Evidence, Metric } from '#content/evidence.ts';
import { formatQuantity } from '../lesson/format.ts';

/**
 * Puts the numbers of a reader's own run where the page has those of the recorded one, each with ours on its card, and
 * answers how to take them back. What the build wrote is no React's, so it is changed where it stands.
 */
export function showOwnNumbers(ours: Evidence, yours: Evidence): () => void {
  const experiment = `${ours.lab}/${ours.experiment}`;
  const undo = [...document.querySelectorAll<HTMLButtonElement>('button[data-measured]')].map((button) => {
    const [of, variant = '', name = ''] = button.dataset.measured?.split(' ') ?? [];
    const [recorded, own] = [ours, yours].map((run) => metricOf(run, variant, name));
    const text = button.firstChild;
    if (of !== experiment || !recorded || !own || !text) return () => {};
    return showOne(button, text, recorded, own);
  });
  return () => {
    for (const each of undo) each();
  };
}

function showOne(button: HTMLButtonElement, text: ChildNode, recorded: Metric, own: Metric): () => void {
  const [before, label] = [text.nodeValue ?? '', button.getAttribute('aria-label') ?? ''];
  // A number in the middle of a sentence may have its unit there.
  const unit = before === formatQuantity(recorded.median) ? undefined : recorded.unit;
  const value = formatQuantity(own.median, unit);
  text.nodeValue = value;
  button.setAttribute(
    'aria-label',
    label.replace(before, () => `${value}, in your run`),
  );
  button.dataset.own = 'true';
  const note = document.createElement('b');
  note.style.display = 'block';
  note.textContent = `Your run: ${formatQuantity(own.median, recorded.unit)}. What follows is about ours.`;
  button.nextElementSibling?.prepend(note);
  return () => {
    text.nodeValue = before;
    button.setAttribute('aria-label', label);
    delete button.dataset.own;
    note.remove();
  };
}

const metricOf = ({ variants }: Evidence, variant: string, metric: string): Metric | undefined =>
  variants.find(({ name }) => name === variant)?.metrics.find(({ name }) => name === metric);
