import { type ReactNode, useId } from 'react';
import type { LedgerTexts } from '#content/ledger.ts';
import { verdictWords } from '#content/verdict-words.ts';
import { everything, type Filter } from './filter.ts';
import styles from './Ledger.module.css';

/** Three choices and the count of what they leave; not shown where no script runs, as everything is there then. */
export function Filters({
  ledger,
  filter,
  change,
  shown,
  all,
}: {
  ledger: LedgerTexts;
  filter: Filter;
  change: (changed: Partial<Filter>) => void;
  shown: number;
  all: number;
}): ReactNode {
  const pages = Object.entries(ledger.pages);
  const lessons = pages.filter(([address]) => !address.startsWith('/interview/'));
  const interview = pages.filter(([address]) => address.startsWith('/interview/'));
  return (
    <form className={`${styles.filters} needs-js`} aria-label="Filter" onSubmit={(e) => e.preventDefault()}>
      <Choice label="Verdict" value={filter.verdict} onChoose={(verdict) => change({ verdict })}>
        {Object.entries(verdictWords).map(([verdict, { label }]) => (
          <option key={verdict} value={verdict}>
            {label}
          </option>
        ))}
      </Choice>
      <Choice label="Text" value={filter.text} onChoose={(text) => change({ text })}>
        {ledger.texts.map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
      </Choice>
      <Choice label="Cited by" value={filter.page} onChoose={(page) => change({ page })}>
        <optgroup label="Lessons">{options(lessons)}</optgroup>
        <optgroup label="Interview questions">{options(interview)}</optgroup>
      </Choice>
      <button
        type="button"
        className="button button--secondary button--sm"
        disabled={Object.values(filter).every((value) => value === '')}
        onClick={() => change(everything)}
      >
        Show all
      </button>
      <p role="status" className={styles.count}>
        {shown === all ? `All ${all} statements are shown.` : `${shown} of ${all} statements are shown.`}
      </p>
    </form>
  );
}

const options = (pages: [address: string, title: string][]) =>
  pages.map(([address, title]) => (
    <option key={address} value={address}>
      {title}
    </option>
  ));

function Choice({
  label,
  value,
  onChoose,
  children,
}: {
  label: string;
  value: string;
  onChoose: (value: string) => void;
  children: ReactNode;
}): ReactNode {
  const id = useId();
  return (
    <div className={styles.choice}>
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
        <option value="">any</option>
        {children}
      </select>
    </div>
  );
}
