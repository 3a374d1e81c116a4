import type { ReactNode } from 'react';
import type { KnobData } from '../../explorer/figures/data.ts';
import { timeUnit } from '../explore/scale.ts';
import { formatTick } from '../figures/format-axis.ts';
import { formatNumber } from '../lesson/format.ts';

const rows = 8;

/** What the panels draw, as a table: at even steps of the run. */
export function KnobTable({
  data: { title, panels, seconds },
  picture,
}: {
  data: KnobData;
  picture: KnobData['picture'];
}): ReactNode {
  const time = timeUnit(seconds * 1000);
  const columns = panels.flatMap(({ title: panel, unit, lines, level }, place) => {
    const drawn = picture.panels[place];
    const drawnLines = (drawn?.lines ?? []).map((values, line) => ({
      name: lines.length > 1 ? lines[line] : panel,
      unit,
      values,
    }));
    const constant = drawn?.level;
    if (level === undefined || constant === undefined) return drawnLines;
    return [...drawnLines, { name: level, unit, values: [constant] }];
  });
  return (
    <table>
      <caption>{title}; model, not measured</caption>
      <thead>
        <tr>
          <th scope="col" className="number">
            {time.unit}
          </th>
          {columns.map(({ name, unit }) => (
            <th key={name} scope="col" className="number">
              {name}, {unit}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {Array.from({ length: rows }, (_, row) => (row + 1) / rows).map((part) => (
          <tr key={part}>
            <th scope="row" className="number">
              {formatTick(+((part * seconds * 1000) / time.ms).toFixed(2))}
            </th>
            {columns.map(({ name, values }) => (
              <td key={name} className="number">
                {formatNumber(values[Math.round(part * values.length) - 1] ?? values[0] ?? 0)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
