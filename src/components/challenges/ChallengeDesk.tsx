import useIsBrowser from '@docusaurus/useIsBrowser';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { ExploreData } from '#content/explore-data.ts';
import {
  type Challenge,
  challengeMark,
  type Judged,
  judge,
  settingsOf,
} from '../../explorer/challenges/challenge.ts';
import type { Settings } from '../../explorer/model/settings.ts';
import { billOf, sumOf } from '../explore/bill.ts';
import { KnobField } from '../explore/KnobField.tsx';
import { knobs } from '../explore/knobs.ts';
import { keepMark } from '../quiz/progress/keep-mark.ts';
import { Contract } from './Contract.tsx';
import { Reasoning } from './Reasoning.tsx';
import { useCheck } from './use-check.ts';

interface ChallengeDeskProps {
  challenge: Challenge;
  prices: ExploreData['prices'];
}

/** What was checked last: with which settings, and how each demand came out. */
interface Checked {
  settings: Settings;
  judged: Judged[];
  /** For each demand that is not met, what broke. */
  reasons: (string | undefined)[];
}

/** One challenge: its story, its contract, the knobs that may be turned, and the check. */
export function ChallengeDesk({ challenge, prices }: ChallengeDeskProps): ReactNode {
  const { id, title, story } = challenge;
  const isBrowser = useIsBrowser();
  const [settings, setSettings] = useState(() => settingsOf(challenge));
  const [checked, setChecked] = useState<Checked>();
  const { run, busy, problem } = useCheck();
  const solved = checked?.judged.every(({ met }) => met) ?? false;
  // What was turned since is not checked yet.
  const isCurrent = checked?.settings === settings;

  const check = (event: FormEvent) => {
    event.preventDefault();
    run(settings, ({ totals, course }) => {
      const dollars = sumOf(billOf(settings, totals.counts, prices));
      const outcome = { settings, totals, course, dollars };
      const judged = judge(challenge, outcome);
      const reasons = judged.map(({ met, demand }) => (met ? undefined : demand.broke(outcome)));
      setChecked({ settings, judged, reasons });
      if (judged.every(({ met }) => met))
        void keepMark({ kind: 'ticked', of: challengeMark(id), done: true });
    });
  };
  return (
    <section className="challenge" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {story.map((paragraph) => (
        <p key={paragraph} data-assumed="">
          {paragraph}
        </p>
      ))}
      <Contract demands={challenge.demands} judged={checked?.judged} reasons={checked?.reasons} />
      <form className="needs-js" onSubmit={check} aria-label={`Knobs: ${title}`}>
        <fieldset disabled={!isBrowser}>
          <legend>Knobs that you may turn</legend>
          {challenge.knobs.map((name) =>
            name === 'pipeline' ? (
              <Pipeline
                key={name}
                id={id}
                settings={settings}
                onTurn={(pipeline) => setSettings({ ...settings, pipeline })}
              />
            ) : (
              <KnobField
                key={name}
                knob={knobs.find((knob) => knob.name === name) ?? { name: 'seed', label: name }}
                settings={settings}
                other={undefined}
                onTurn={(change) => setSettings({ ...settings, ...change })}
              />
            ),
          )}
        </fieldset>
        <p className="do">
          <button type="submit" className="button button--primary" disabled={!isBrowser || busy}>
            Check it
          </button>
          <button
            type="button"
            className="button button--secondary"
            disabled={!isBrowser}
            onClick={() => setSettings(settingsOf(challenge))}
          >
            As at the beginning
          </button>
        </p>
      </form>
      <p role="status" className="said">
        {busy && 'The model is playing it through…'}
        {!busy && checked && !isCurrent && 'You have turned a knob since: check it again.'}
        {!busy && isCurrent && (solved ? '✓ The contract is kept.' : '✗ The contract is not kept.')}
      </p>
      {problem && <p role="alert">{problem}</p>}
      {(checked || !isBrowser) && (
        <details className={isBrowser ? undefined : 'without-js'} open={solved}>
          <summary>{solved ? 'Why it comes out like this' : 'Show how it is solved'}</summary>
          <Reasoning challenge={challenge} />
        </details>
      )}
    </section>
  );
}

interface PipelineProps {
  id: string;
  settings: Settings;
  onTurn(pipeline: Settings['pipeline']): void;
}

function Pipeline({ id, settings, onTurn }: PipelineProps): ReactNode {
  return (
    <p className="knob">
      <span id={`${id}-pipeline`}>Pipeline</span>
      <span role="radiogroup" aria-labelledby={`${id}-pipeline`}>
        {(['sync', 'queued'] as const).map((pipeline) => (
          <label key={pipeline}>
            <input
              type="radio"
              name={`${id}-pipeline`}
              checked={settings.pipeline === pipeline}
              onChange={() => onTurn(pipeline)}
            />{' '}
            {pipeline === 'sync' ? 'Synchronous' : 'Queued'}
          </label>
        ))}
      </span>
    </p>
  );
}
