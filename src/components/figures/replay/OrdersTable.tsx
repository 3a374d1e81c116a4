import type { ReactNode } from 'react';
import type { Run } from '#content/replay/moment.ts';
import { spansOf } from '#content/replay/spans.ts';
import { formatNumber } from '../../lesson/format.ts';
import { standingText } from './phase-text.ts';

/** Every order of a run, and each copy of it, with its arrival, its answer, its waits and its end. */
export function OrdersTable({ run, carries }: { run: Run; carries: string }): ReactNode {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{carries.charAt(0).toUpperCase() + carries.slice(1)}</th>
          <th scope="col" className="number">
            arrives, ms
          </th>
          <th scope="col">answer</th>
          <th scope="col" className="number">
            after, ms
          </th>
          <th scope="col" className="number">
            done after, ms
          </th>
          <th scope="col">in the end</th>
        </tr>
      </thead>
      <tbody>
        {spansOf(run).map(({ name, word, arrivedMs, answeredMs, doneMs, last }) => (
          <tr key={name}>
            <th scope="row">{word === carries ? name : `${word} ${name}`}</th>
            <td className="number">{formatNumber(arrivedMs)}</td>
            <td>{last.status ?? '–'}</td>
            <td className="number">{since(answeredMs, arrivedMs)}</td>
            <td className="number">{since(doneMs, arrivedMs)}</td>
            <td>{standingText(last, run.places)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const since = (at: number | undefined, from: number) => (at === undefined ? '–' : formatNumber(at - from));
