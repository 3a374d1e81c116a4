import type { StatementVerdict } from './statement.ts';

/** What a verdict is called everywhere, on cards, pages and in the ledger; the sign that goes with it, and what it means. */
export const verdictWords: Record<StatementVerdict, { sign: string; label: string; meaning: string }> = {
  right: { sign: '✓', label: 'true', meaning: 'It is so as it is said.' },
  conditional: {
    sign: '?',
    label: 'true under conditions',
    meaning: 'It is so in a sense or under settings that the text leaves out; they are named.',
  },
  wrong: { sign: '✗', label: 'false', meaning: 'It is not so.' },
};

/** The verdicts in the order in which they are offered. */
export const verdictScale = Object.keys(verdictWords) as StatementVerdict[];

/** The address of a statement in the ledger; permanent, as its id is. */
export const statementAddress = (id: string): string => `/claims/#${statementAnchor(id)}`;

/** The anchor of a statement on the page of the ledger: `002/s10` is `002-s10`. */
export const statementAnchor = (id: string): string => id.replace('/', '-');
