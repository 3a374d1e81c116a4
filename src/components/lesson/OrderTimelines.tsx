import type { ReactNode } from 'react';
import type { Lane, OneOrderData } from '#content/page-data.ts';
import { formatQuantity } from './format.ts';
import styles from './OrderTimelines.module.css';
import { Provenance } from './Provenance.tsx';

/** Every order of a recorded repetition as a bar: how long its caller waited, and when it was in the table. */
export function OrderTimelines({ data }: { data: OneOrderData }): ReactNode {
  const { lanes, provenance } = data;
  const endMs = Math.max(...lanes.flatMap((lane) => lane.moments.flatMap((each) => Object.values(each))));
  return (
    <figure className={styles.timelines}>
      <div className={styles.lanes}>
        {lanes.map((lane) => (
          <Bars key={lane.variant} lane={lane} endMs={endMs} />
        ))}
      </div>
      <figcaption>
        Each line is one order. <span className={styles.solid}>Solid</span>: its caller waits.{' '}
        <span className={styles.faint}>Faint</span>: the work goes on after the reply. Full width:{' '}
        {formatQuantity(endMs, 'ms')}.
        <details>
          <summary>The same as a table, and where it comes from</summary>
          <MomentsTable lanes={lanes} />
          <Provenance of={provenance} />
        </details>
      </figcaption>
    </figure>
  );
}

const row = 6;

function Bars({ lane, endMs }: { lane: Lane; endMs: number }): ReactNode {
  const { variant, label, moments } = lane;
  const x = (ms: number) => (ms / endMs) * 300;
  return (
    <div>
      <p className={styles.label}>{label}</p>
      <svg
        viewBox={`0 0 300 ${moments.length * row}`}
        preserveAspectRatio="none"
        className={styles.bars}
        data-variant={variant}
        role="img"
        aria-label={`${moments.length} orders, ${label}. The numbers are in the table below.`}
      >
        {moments.map(({ answeredMs, writtenMs }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: orders have no name here and never change places
          <g key={index} transform={`translate(0 ${index * row})`}>
            {writtenMs > answeredMs && (
              <rect
                className={styles.after}
                x={x(answeredMs)}
                width={x(writtenMs - answeredMs)}
                height={row - 2}
              />
            )}
            <rect className={styles.wait} width={Math.max(x(answeredMs), 1)} height={row - 2} />
          </g>
        ))}
      </svg>
    </div>
  );
}

function MomentsTable({ lanes }: { lanes: Lane[] }): ReactNode {
  const rows = lanes[0]?.moments ?? [];
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Order</th>
          {lanes.flatMap(({ variant, label }) => [
            <th scope="col" key={`${variant}-reply`}>
              {label}: reply
            </th>,
            <th scope="col" key={`${variant}-row`}>
              {label}: row
            </th>,
          ])}
        </tr>
      </thead>
      <tbody>
        {rows.map((_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: orders have no name here and never change places
          <tr key={index}>
            <th scope="row">{index + 1}</th>
            {lanes.flatMap(({ variant, moments }) => [
              <td key={`${variant}-reply`}>{formatQuantity(moments[index]?.answeredMs ?? '', 'ms')}</td>,
              <td key={`${variant}-row`}>{formatQuantity(moments[index]?.writtenMs ?? '', 'ms')}</td>,
            ])}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
