import type { StatementVerdict } from './statement.ts';

/** What a verdict is called on pages, the sign that goes with it, and what it means. */
export const verdictWords: Record<StatementVerdict, { sign: string; label: string; meaning: string }> = {
  right: { sign: '✓', label: 'holds', meaning: 'It is so as it is said.' },
  conditional: {
    sign: '?',
    label: 'holds when…',
    meaning: 'It is so under settings that the text leaves out; they are named.',
  },
  'half-true': {
    sign: '≈',
    label: 'misleading',
    meaning: 'Part of it is so, and whoever acts on the whole of it goes wrong.',
  },
  wrong: { sign: '✗', label: 'wrong', meaning: 'It is not so.' },
};

/** The address of a statement in the ledger; permanent, as its id is. */
export const statementAddress = (id: string): string => `/claims/#${statementAnchor(id)}`;

/** The anchor of a statement on the page of the ledger: `002/s10` is `002-s10`. */
export const statementAnchor = (id: string): string => id.replace('/', '-');
