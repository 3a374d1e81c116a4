import { type ReactNode, useId, useState } from 'react';
import { withSettings } from '#content/progress/change.ts';
import type { ProgressView } from '../quiz/progress/use-progress.ts';
import styles from './Review.module.css';

/** How many cards a day, and how many of them new; and how an answer becomes a date. */
export function ReviewSettings({ progress }: { progress: ProgressView }): ReactNode {
  const { dailyCap, newPerDay } = progress.record.settings;
  const set = (change: { dailyCap?: number; newPerDay?: number }) => {
    const now = Date.now();
    void progress.change((before) => withSettings(before, change, now));
  };
  return (
    <details className={styles.settings}>
      <summary>How much, and how the next date is found</summary>
      <p className={styles.numbers}>
        <Count label="Cards a day, at most" value={dailyCap} least={1} onSet={(n) => set({ dailyCap: n })} />
        <Count label="New ones among them" value={newPerDay} least={0} onSet={(n) => set({ newPerDay: n })} />
      </p>
      <p>
        You never grade yourself. A wrong answer counts as forgotten. A right guess counts as hard, because
        luck is no memory; right and fairly sure as good; right and ready to bet as easy. From that, FSRS
        works out when you would remember a card nine times out of ten, and that is the day it comes back.
      </p>
      <p>
        What is due comes before what is new. When more is due than two days hold, new cards wait until that
        is worked off. Missing a day costs nothing but the pile.
      </p>
    </details>
  );
}

function Count({
  label,
  value,
  least,
  onSet,
}: {
  label: string;
  value: number;
  least: number;
  onSet(value: number): void;
}): ReactNode {
  const id = useId();
  // Until the field is left, what was typed stands in it, also when that is no number yet.
  const [typed, setTyped] = useState<string>();
  return (
    <span>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="number"
        min={least}
        max={500}
        value={typed ?? value}
        onBlur={() => setTyped(undefined)}
        onChange={({ target }) => {
          setTyped(target.value);
          const wanted = target.valueAsNumber;
          if (Number.isInteger(wanted) && wanted >= least && wanted <= 500) onSet(wanted);
        }}
      />
    </span>
  );
}
