import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { OwnRun, OwnRunPhase } from '#content/own-run.ts';
import { begunRun } from './begun-run.ts';
import { LiveView } from './LiveView.tsx';
import styles from './OwnRun.module.css';
import { goToGuess, useOpenGuesses } from './open-guesses.ts';
import { ServedResult } from './ServedResult.tsx';
import { useServedRun } from './use-served-run.ts';

const isOn = (phase: OwnRunPhase | undefined): boolean =>
  phase === 'waiting' || phase === 'running' || phase === 'stopping';

/** A run by the server of `npm start`: asked for, followed, stopped, and laid beside the recorded one. */
export function ServedRun({ experiment, begin }: { experiment: string; begin: boolean }): ReactNode {
  const { run, refusal, ask, again } = useServedRun(experiment);
  const [withoutGuess, setWithoutGuess] = useState(false);
  const guesses = useOpenGuesses(experiment);
  const mustGuess = guesses.length > 0 && !withoutGuess;
  const on = isOn(run?.phase);
  const wanted = useRef(begin);

  const start = () => {
    wanted.current = false;
    begunRun.note(experiment);
    return ask('POST');
  };
  useEffect(() => {
    if (!run || !wanted.current || mustGuess) return;
    // Whoever has opened this for the first time wants a run; a result that is kept is shown instead.
    wanted.current = false;
    if (!isOn(run.phase) && run.resultAt === undefined) void start();
  });
  useEffect(() => {
    if (run?.phase && !on) begunRun.forget(experiment);
  }, [run?.phase, on, experiment]);

  if (refusal) {
    return (
      <div className={styles.panel} role="alert">
        <p>
          <b>{refusal.problem}</b> {refusal.remedy}
        </p>
        <p>
          <button type="button" className="button button--secondary button--sm" onClick={again}>
            Try again
          </button>{' '}
          or type <code>npm run lab {experiment}</code>
        </p>
      </div>
    );
  }
  if (!run) return <p className={styles.panel}>…</p>;
  const [guess] = guesses;
  return (
    <div className={styles.panel}>
      <p role="status" className={styles.phase}>
        {phaseText(run)}
      </p>
      {mustGuess && guess && !on ? (
        <p>
          Say first what will happen.{' '}
          <button
            type="button"
            className="button button--primary button--sm"
            onClick={() => goToGuess(guess)}
          >
            Go to the guess
          </button>{' '}
          <button
            type="button"
            className="button button--secondary button--sm"
            onClick={() => {
              setWithoutGuess(true);
              void start();
            }}
          >
            Run it without a guess
          </button>
        </p>
      ) : (
        <p>
          <button
            type="button"
            className="button button--secondary button--sm"
            disabled={run.phase === 'stopping'}
            onClick={() => (on ? ask('DELETE') : start())}
          >
            {on ? 'Stop it' : run.phase || run.resultAt ? 'Run it again' : 'Run it'}
          </button>
        </p>
      )}
      {on && <LiveView live={run.live} />}
      {run.log && (
        <details className={styles.log}>
          <summary>What the run says</summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <pre tabIndex={0}>{run.log}</pre>
        </details>
      )}
      {!on && !mustGuess && run.resultAt && <ServedResult key={run.resultAt} experiment={experiment} />}
    </div>
  );
}

function phaseText({ phase, before, problem, resultAt }: OwnRun): string {
  switch (phase) {
    case 'waiting':
      return `It waits: one run at a time. Before it: ${before.join(', ')}.`;
    case 'running':
      return 'It runs in a process of its own. It goes on when you leave this page.';
    case 'stopping':
      return 'It is being stopped, and takes down what it has started.';
    case 'stopped':
      return 'It was stopped. Nothing of it is left running.';
    case 'failed':
      return `It broke off: ${problem}`;
    case 'ended':
      return 'It has ended.';
    default:
      return resultAt ? 'A result of yours is kept from before.' : 'Nothing was run yet.';
  }
}
