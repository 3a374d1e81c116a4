import type { ReactNode } from 'react';
import { gameClock } from '#content/game-clock.ts';
import type { GameEntry } from '#content/played-incident.ts';
import styles from './PlayedIncident.module.css';

/** What happened when, as ways to those moments; the last that has happened by now is marked. */
export function Timeline({
  entries,
  nowMs,
  onGo,
}: {
  entries: readonly GameEntry[];
  nowMs: number;
  onGo(ms: number): void;
}): ReactNode {
  const latest = entries.findLastIndex(({ at }) => at <= nowMs);
  return (
    <ol className={styles.timeline} aria-label="What happened when">
      {entries.map(({ at, kind, text, line }, index) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: entries never change places
          key={index}
          data-kind={kind}
          data-past={index <= latest}
          aria-current={index === latest ? 'step' : undefined}
        >
          <button type="button" aria-label={`Go to ${gameClock(at)}`} onClick={() => onGo(at)}>
            {gameClock(at)}
          </button>
          <span>
            {text.replace(/`([^`]*)`/g, '“$1”')}
            {line !== undefined && <code>{line}</code>}
          </span>
        </li>
      ))}
    </ol>
  );
}
