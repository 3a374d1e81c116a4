import type { Item } from './item.ts';
import type { Table } from './table.ts';

/** An item that an operation looked at; `written` when it would store or delete it. */
export interface Change {
  table: Table;
  key: string;
  before: Item | undefined;
  after: Item | undefined;
  written: boolean;
}
