import type { ReactNode } from 'react';
import styles from './Pipelines.module.css';
import { PlaceIcon } from './PlaceIcon.tsx';
import { type Place, placeNames } from './step-text.ts';

interface Path {
  variant: 'sync' | 'queued';
  title: string;
  places: Place[];
  /** The place up to which the caller's exchange reaches. */
  answeredFrom: Place;
  answer: string;
  /** The whole path in words, for those who do not see the drawing. */
  inWords: string;
}

const paths: Path[] = [
  {
    variant: 'sync',
    title: 'Answer with the result',
    places: ['caller', 'api', 'function', 'table'],
    answeredFrom: 'table',
    answer: '201 and the stored order',
    inWords:
      'The caller sends the order to API Gateway, which calls a Lambda function and waits. The function stores the order in DynamoDB. The answer, 201 and the stored order, travels back through the function and API Gateway: the caller’s exchange spans the whole path.',
  },
  {
    variant: 'queued',
    title: 'Accept now, work later',
    places: ['caller', 'api', 'queue', 'function', 'table'],
    answeredFrom: 'queue',
    answer: '202 and a message id',
    inWords:
      'The caller sends the order to API Gateway, which puts it into an SQS queue and answers 202 with a message id: the caller’s exchange ends there. Later Lambda’s poller takes the message from the queue and calls the function, which stores the order in DynamoDB. A message that fails too often moves to a dead-letter queue.',
  },
];

/** Both ways to place an order, drawn; the same in words below. */
export function Pipelines(): ReactNode {
  return (
    <figure className={styles.pipelines}>
      <div className={styles.drawing} aria-hidden="true">
        {paths.map((path) => (
          <Pipeline key={path.variant} path={path} />
        ))}
      </div>
      <figcaption>
        <details>
          <summary>The same in words</summary>
          {paths.map(({ variant, title, inWords }) => (
            <p key={variant}>
              <b>{title}.</b> {inWords}
            </p>
          ))}
        </details>
      </figcaption>
    </figure>
  );
}

function Pipeline({ path }: { path: Path }): ReactNode {
  const { variant, title, places, answeredFrom, answer } = path;
  const last = places.indexOf(answeredFrom);
  return (
    <div className={styles.pipeline} data-variant={variant}>
      <p className={styles.title}>{title}</p>
      <div className={styles.row}>
        <div className={styles.exchange} style={{ '--parts': last + 1 } as React.CSSProperties}>
          {places.slice(0, last + 1).map((place, index) => (
            <Box key={place} place={place} first={index === 0} />
          ))}
          <p className={styles.answer}>{answer}</p>
        </div>
        {places.slice(last + 1).map((place) => (
          <Box key={place} place={place} />
        ))}
      </div>
    </div>
  );
}

function Box({ place, first }: { place: Place; first?: boolean }): ReactNode {
  return (
    <>
      {!first && <Arrow />}
      <span className={styles.box}>
        <PlaceIcon place={place} />
        {placeNames[place]}
        {place === 'queue' && <span className={styles.dead}>failed too often: dead-letter queue</span>}
      </span>
    </>
  );
}

function Arrow(): ReactNode {
  return (
    <svg className={styles.arrow} viewBox="0 0 28 12" width="28" height="12" aria-hidden="true">
      <path d="M0 6h25M20 1.5 26 6l-6 4.5" fill="none" stroke="currentColor" strokeWidth="1.8" />
    </svg>
  );
}
