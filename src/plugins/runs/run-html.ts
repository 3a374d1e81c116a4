import { claimStatus, statusWords } from '#content/claim-status.ts';
import type { ClaimVerdict, Evidence, Parameter, Variant } from '#content/evidence.ts';
import { formatDay } from '#content/format-day.ts';
import type { OnAws } from '#content/on-aws.ts';
import { formatQuantity } from '#content/quantity.ts';
import { reaches } from '#content/reaches.ts';
import { escapeHtml } from '../take-away/html.ts';
import { besideAws, onAwsInShort } from './on-aws.ts';

/** Where a run's page leads. */
export interface RunLinks {
  /** Address of the raw run. */
  raw: string;
  /** Bytes of the raw run. */
  rawBytes: number;
  /** The same experiment on AWS, where a run there is recorded. */
  onAws?: Evidence | undefined;
  /** What the lab says of the experiment on AWS. */
  saidOfAws?: OnAws | undefined;
  /** Pages that build on the run. */
  citedBy: readonly { title: string; href: string }[];
  /** Address of a file of the project in its repository; undefined where no repository is known. */
  inRepository: (path: string) => string | undefined;
  /** Address of a new issue that doubts a claim, filled in; undefined where no repository is known. */
  dispute: (claim: string) => string | undefined;
}

/** A source file with its code highlighted. */
export interface HighlightedSource {
  /** From the root of the project, with forward slashes. */
  path: string;
  /** As HTML. */
  code: string;
}

/** All of a recorded run as HTML: how to run it, what was set, what every repetition gave, what was judged, its sources. */
export function runHtml(evidence: Evidence, links: RunLinks, sources: readonly HighlightedSource[]): string {
  return [
    runIt(evidence, links),
    section('claims', 'What was judged', evidence.claims.map((claim) => claimHtml(claim, links)).join('')),
    section('figures', 'What every repetition gave', figures(evidence)),
    ...(links.onAws ? [section('on-aws', 'Here and on AWS', besideAws(evidence, links.onAws))] : []),
    section('settings', 'What was set', settings(evidence)),
    section('sources', 'What was run', sources.map((source) => sourceHtml(source, links)).join('')),
  ].join('');
}

const section = (id: string, heading: string, html: string): string =>
  `<section><h2 id="${id}">${heading}</h2>${html}</section>`;

function runIt(evidence: Evidence, { raw, rawBytes, citedBy, onAws, saidOfAws }: RunLinks): string {
  const { command, machine, recordedAt, repetitions, seed, durationSeconds, versions } = evidence;
  const kibibytes = Math.ceil(rawBytes / 1024);
  const pages = citedBy.map(({ title, href }) => `<a href="${href}">${escapeHtml(title)}</a>`);
  const rows: [string, string][] = [
    ['Yours', `<code>${escapeHtml(command)}</code> ${copyButton(command)}`],
    ['This one', `<a href="${raw}" download>the raw run</a> (JSON, ${kibibytes} KiB)`],
    ['Recorded', `${formatDay(recordedAt)}, in ${Math.round(durationSeconds)} seconds`],
    ['On AWS', onAwsInShort(evidence, onAws, saidOfAws)],
    ['Repetitions', `${repetitions} of each variant, seed ${seed}`],
    [
      'Machine',
      escapeHtml(
        `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB, ${machine.platform} ${machine.arch}`,
      ),
    ],
    [
      'Versions',
      escapeHtml(
        Object.entries(versions)
          .map((each) => each.join(' '))
          .join(', '),
      ),
    ],
    ['Disturbed by', disturbedBy(evidence)],
    ...(pages.length > 0 ? ([['Used by', pages.join(', ')]] as [string, string][]) : []),
  ];
  return `<dl>${rows.map(([term, html]) => `<dt>${term}</dt><dd>${html}</dd>`).join('')}</dl>`;
}

/** Works where scripts do: `components/copy-on-click.ts` listens for it. */
const copyButton = (text: string): string =>
  `<button type="button" class="needs-js button button--secondary button--sm" data-copy="${escapeHtml(text)}">copy</button>`;

function disturbedBy({ disturbance }: Evidence): string {
  if (!disturbance) return 'not watched in this run';
  const { loopLagMs, sendDriftMs, clockJumpMs, cpuTaken, measuredAgain } = disturbance;
  const taken = cpuTaken === undefined ? '' : `, ${Math.round(cpuTaken * 100)} % of the CPU taken by others`;
  return (
    `at most ${Math.round(loopLagMs)} ms away from the event loop, ${Math.round(sendDriftMs)} ms late with a request, ` +
    `a clock that jumped by ${Math.round(clockJumpMs)} ms${taken}; ${measuredAgain} repetitions were measured again`
  );
}

function claimHtml(claim: ClaimVerdict, { dispute }: RunLinks): string {
  const status = claimStatus(claim);
  const { sign, words } = statusWords[status];
  const address = dispute(claim.id);
  const doubt = address ? ` · <a href="${escapeHtml(address)}">I doubt it</a>` : '';
  return (
    `<article id="claim-${claim.id}"><h3>${escapeHtml(claim.statement)}</h3>` +
    `<p><b data-status="${status}">${sign} ${words}</b> · ${escapeHtml(claim.because)}</p>` +
    `<p><small>${reaches[claim.reach].meaning} Not shown: ${escapeHtml(claim.notShown)} ` +
    `Its name: <code>${claim.id}</code>${doubt}</small></p></article>`
  );
}

function figures({ variants }: Evidence): string {
  const metrics = variants[0]?.metrics ?? [];
  return metrics
    .map(({ name, label, unit }) => {
      const rows = variants.map((variant) => {
        const metric = variant.metrics.find((each) => each.name === name);
        const values = metric ? metric.values.map((value) => formatQuantity(value)).join(' · ') : '–';
        return `<tr><th scope="row">${escapeHtml(variant.label)}</th><td>${metric ? formatQuantity(metric.median) : '–'}</td><td>${values}</td></tr>`;
      });
      return (
        `<table><caption>${escapeHtml(label)}${unit ? `, ${escapeHtml(unit)}` : ''} <code>${name}</code></caption>` +
        `<thead><tr><th scope="col">variant</th><th scope="col">median</th><th scope="col">every repetition</th></tr></thead>` +
        `<tbody>${rows.join('')}</tbody></table>`
      );
    })
    .join('');
}

/** What all variants share stands once. */
function settings({ variants }: Evidence): string {
  const shown = ({ label, value, unit, injected }: Parameter): string =>
    `<li>${escapeHtml(label)}: ${escapeHtml(typeof value === 'number' ? formatQuantity(value, unit) : String(value))}` +
    `${injected ? `. <em>Injected:</em> ${escapeHtml(injected)}` : ''}</li>`;
  const isShared = ({ name, value }: Parameter): boolean =>
    variants.every(({ parameters }) => parameters.some((each) => each.name === name && each.value === value));
  const shared = (variants[0]?.parameters ?? []).filter(isShared);
  const own = ({ label, parameters }: Variant): string => {
    const items = parameters.filter((each) => !isShared(each)).map(shown);
    return items.length === 0 ? '' : `<h3>${escapeHtml(label)}</h3><ul>${items.join('')}</ul>`;
  };
  const common = shared.length === 0 ? '' : `<ul>${shared.map(shown).join('')}</ul>`;
  return common + variants.map(own).join('');
}

function sourceHtml({ path, code }: HighlightedSource, { inRepository }: RunLinks): string {
  const address = inRepository(path);
  const link = address ? `<p><a href="${escapeHtml(address)}">in the repository</a></p>` : '';
  return `<details><summary><code>${path}</code></summary>${link}<pre tabindex="0"><code>${code}</code></pre></details>`;
}
