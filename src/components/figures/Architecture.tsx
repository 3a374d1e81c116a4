import { Fragment, type ReactNode } from 'react';
import type { Path, Pipeline, Place, PlaceKind, Stop } from '#content/pipeline.ts';
import { placesOf, placesOfPath } from '#content/pipeline-places.ts';
import styles from './Architecture.module.css';
import { PlaceIcon } from './PlaceIcon.tsx';

/** More places than fit into a row beside each other. */
const isLong = ({ exchange, afterwards }: Path): boolean => exchange.length + afterwards.length > 6;

/** The pipeline of a lab, drawn: what the caller's open request spans, and what is passed later. In words below. */
export function Architecture({ data }: { data: Pipeline }): ReactNode {
  return (
    <figure className={styles.architecture}>
      <div
        className={styles.drawing}
        data-paths={data.paths.length}
        data-long={data.paths.some(isLong)}
        aria-hidden="true"
      >
        {data.paths.map((path) => (
          <PathDrawing key={path.name} path={path} />
        ))}
      </div>
      <figcaption>
        <details>
          <summary>The same in words</summary>
          {data.paths.map(({ name, title, inWords }) => (
            <section key={name}>
              <p>
                <b>{title}</b>
              </p>
              <ol>
                {inWords.map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ol>
            </section>
          ))}
        </details>
      </figcaption>
    </figure>
  );
}

function PathDrawing({ path }: { path: Path }): ReactNode {
  const { title, answer, reply, exchange, afterwards, deadLetters: place } = path;
  const deadLetters = place && { place, beside: givesUp(path) };
  return (
    <div className={styles.path} data-answer={answer} data-dead-letters={place !== undefined}>
      <p className={styles.title}>{title}</p>
      <div className={styles.row}>
        <div className={styles.exchange}>
          <Stops stops={exchange} deadLetters={deadLetters} />
          <p className={styles.reply}>{reply}</p>
        </div>
        {afterwards.length > 0 && (
          <div className={styles.afterwards}>
            <Arrow />
            <Stops stops={afterwards} deadLetters={deadLetters} />
          </div>
        )}
      </div>
    </div>
  );
}

/** The dead-letter queue of a path, and beside what kind of place it is drawn. */
interface DeadLetters {
  place: Place;
  beside: PlaceKind | undefined;
}

/** What gives up on a path: its queue or stream, or the topic, bus or bucket where there is none. */
function givesUp(path: Path): PlaceKind | undefined {
  const kinds = placesOfPath(path).map(({ kind }) => kind);
  return (['queue', 'stream', 'topic', 'bus', 'bucket'] as const).find((kind) => kinds.includes(kind));
}

function Stops({ stops, deadLetters }: { stops: Stop[]; deadLetters?: DeadLetters }): ReactNode {
  return stops.map((stop, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a place may be passed twice, and stops never change places
    <Fragment key={index}>
      {index > 0 && <Arrow />}
      <StopDrawing stop={stop} deadLetters={deadLetters} />
    </Fragment>
  ));
}

function StopDrawing({ stop, deadLetters }: { stop: Stop; deadLetters?: DeadLetters }): ReactNode {
  const between = 'either' in stop ? 'or' : 'and';
  return (
    <div className={styles.stop}>
      {placesOf(stop).map((place, index) => (
        <Fragment key={place.name}>
          {index > 0 && <span className={styles.between}>{between}</span>}
          <Box place={place} />
          {place.kind === deadLetters?.beside && (
            <span className={styles.dead}>
              <span>{place.kind === 'queue' ? 'received too often' : 'given up'}</span>
              <Box place={deadLetters.place} />
            </span>
          )}
        </Fragment>
      ))}
    </div>
  );
}

function Box({ place: { kind, name, note } }: { place: Place }): ReactNode {
  return (
    <span className={styles.box} data-kind={kind}>
      <PlaceIcon place={kind} />
      <span>
        <b>{name}</b>
        {note && <small>{note}</small>}
      </span>
    </span>
  );
}

function Arrow(): ReactNode {
  return (
    <svg className={styles.arrow} viewBox="0 0 28 12" width="28" height="12" aria-hidden="true">
      <path d="M0 6h25M20 1.5 26 6l-6 4.5" fill="none" stroke="currentColor" strokeWidth="1.8" />
    </svg>
  );
}
