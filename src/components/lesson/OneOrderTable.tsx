import type { ReactNode } from 'react';
import type { Lane } from '#content/page-data.ts';
import { formatQuantity } from './format.ts';
import { stepTexts } from './step-text.ts';

/** Every step of one order on each path, with its time. */
export function OneOrderTable({ lanes }: { lanes: Lane[] }): ReactNode {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Path</th>
          <th scope="col">After</th>
          <th scope="col">What happens</th>
        </tr>
      </thead>
      {lanes.map(({ variant, label, order }) => (
        <tbody key={variant}>
          {order.steps.map((step, index) => (
            <tr key={`${step.kind}${step.atMs}`}>
              {index === 0 && (
                <th scope="rowgroup" rowSpan={order.steps.length}>
                  {label}
                </th>
              )}
              <td className="number">{formatQuantity(step.atMs, 'ms')}</td>
              <td>
                {stepTexts[step.kind]}
                {step.status ? `: ${step.status}` : ''}
              </td>
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}
