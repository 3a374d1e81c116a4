import type { ReactNode } from 'react';
import type { BeforeProductionData } from '#content/before-production.ts';
import { formatDay } from '../lesson/format.ts';
import styles from './BeforeProduction.module.css';

const verdicts = { change: 'Change', keep: 'Right as it is' } as const;
const advices = { change: 'Before production', keep: 'With customers' } as const;

/** What AWS's rules find in the labs' stacks about one thing, as a list: why it stays, and what to do before production. */
export default function BeforeProduction({ data }: { data: BeforeProductionData }): ReactNode {
  return (
    <ul className={styles.list}>
      {data.suppressions.map(({ rule, finding, at, asks, why, production, advice, source }) => (
        <li key={[rule, finding, at].join()}>
          <p className={styles.asks}>
            <span className={styles.verdict} data-production={production}>
              {verdicts[production]}
            </span>{' '}
            <b>{asks}</b>
          </p>
          <p>
            <b>In the lab:</b> {withCode(why)}
          </p>
          <p>
            <b>{advices[production]}:</b> {withCode(advice)}{' '}
            <a href={source.url} title={`Read on ${formatDay(data.asOf)}`}>
              {source.title}
            </a>
          </p>
          <p className={styles.where}>
            <code>AwsSolutions-{rule}</code>
            {at && <Paths paths={at} />}
          </p>
        </li>
      ))}
    </ul>
  );
}

function Paths({ paths }: { paths: readonly string[] }): ReactNode {
  return (
    <>
      {' '}
      in{' '}
      {paths.map((path, index) => (
        <span key={path}>
          {index > 0 && ', '}
          <code>{path}</code>
        </span>
      ))}
    </>
  );
}

/** Text with what stands in backticks as code. */
const withCode = (text: string): ReactNode =>
  // Every second part stood between two backticks; the parts never move.
  text.split('`').map((part, index) => (index % 2 === 1 ? <code key={part}>{part}</code> : part));
