import type { ReactNode } from 'react';
import type { Settings } from '../../explorer/model/settings.ts';
import { formatNumber } from '../lesson/format.ts';
import { subscriptionName } from './subscriptions.ts';

interface SubscriptionTableProps<Row> {
  settings: Settings;
  caption: string;
  /** What is known of each subscription; nothing while there is no run yet. */
  rows: readonly Row[] | undefined;
  columns: readonly (readonly [label: string, of: (row: Row) => number | string])[];
}

/** The subscriptions of a topic beside each other. */
export function SubscriptionTable<Row>({
  settings,
  caption,
  rows,
  columns,
}: SubscriptionTableProps<Row>): ReactNode {
  return (
    <table className="subscriptions">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Subscriber</th>
          {columns.map(([label]) => (
            <th key={label} scope="col" className="number">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {Array.from({ length: settings.subscriptions }, (_, place) => {
          const row = rows?.[place];
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: a subscription is known by its place
            <tr key={place}>
              <th scope="row">{subscriptionName(settings, place)}</th>
              {columns.map(([label, of]) => {
                const value = row === undefined ? '…' : of(row);
                return (
                  <td key={label} className="number">
                    {typeof value === 'number' ? formatNumber(value) : value}
                  </td>
                );
              })}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
