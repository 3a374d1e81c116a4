import type { Evidence } from '#content/evidence.ts';
import { formatDay } from '#content/format-day.ts';
import type { OnAws } from '#content/on-aws.ts';
import { formatQuantity } from '#content/quantity.ts';
import { escapeHtml } from '../take-away/html.ts';

/** What is known of the same experiment on AWS, in one sentence as HTML; `said` is what its lab says of it. */
export function onAwsInShort(here: Evidence, onAws: Evidence | undefined, said: OnAws | undefined): string {
  if (!onAws) return notRun(said);
  const carried = here.claims.filter(
    ({ id, holds }) => holds && onAws.claims.some((each) => each.id === id && each.holds),
  ).length;
  const leftOut = onAws.leftOut?.claims.length ?? 0;
  const rest = leftOut === 0 ? '' : `, and ${leftOut} make no sense there`;
  const earlier = onAws.sourceHash === here.sourceHash ? '' : ', with an earlier version of its sources';
  return (
    `run on AWS on ${formatDay(onAws.recordedAt)}${earlier}: ${carried} of ${here.claims.length - leftOut} claims carried over${rest}. ` +
    '<a href="#on-aws">Side by side</a>'
  );
}

function notRun(said: OnAws | undefined): string {
  if (!said) return 'not yet run on AWS';
  return 'refused' in said
    ? `does not run there. ${escapeHtml(said.refused)}`
    : `not yet run on AWS, where a part of it makes sense. ${escapeHtml(said.because)}`;
}

/** Every median here and on AWS, and which claims carried over. */
export function besideAws(here: Evidence, onAws: Evidence): string {
  const rows = here.variants.flatMap((variant) =>
    variant.metrics.map(({ name, label, unit, median }) => {
      const there = onAws.variants
        .find((each) => each.name === variant.name)
        ?.metrics.find((each) => each.name === name)?.median;
      return (
        `<tr><th scope="row">${escapeHtml(`${variant.label}: ${label}${unit ? `, ${unit}` : ''}`)}</th>` +
        `<td>${formatQuantity(median)}</td><td>${there === undefined ? '–' : formatQuantity(there)}</td></tr>`
      );
    }),
  );
  const claims = here.claims.map(({ id, statement, holds }) => {
    const there = onAws.claims.find((each) => each.id === id)?.holds;
    const isLeftOut = onAws.leftOut?.claims.includes(id);
    return `<li>${isLeftOut ? '<b>Left out</b>' : verdict(holds, there)}: ${escapeHtml(statement)}</li>`;
  });
  const why = onAws.leftOut ? `<p>Left out on AWS: ${escapeHtml(onAws.leftOut.because)}</p>` : '';
  return (
    '<table><caption>Medians</caption><thead><tr><th scope="col">what</th><th scope="col">local cloud</th><th scope="col">AWS</th></tr></thead>' +
    `<tbody>${rows.join('')}</tbody></table>${why}<ul>${claims.join('')}</ul>`
  );
}

function verdict(here: boolean | null, there: boolean | null | undefined): string {
  if (here === null || there === null || there === undefined) return '<b>Not compared</b>';
  if (there) return here ? '<b>Carried over</b>' : '<b>Holds on AWS only</b>';
  return here ? '<b>Did not carry over</b>' : '<b>Holds in neither place</b>';
}
