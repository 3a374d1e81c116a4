/*
 * What the pages of the ledger and of the facts receive. The build puts it together (src/plugins/ledger, src/plugins/facts).
 */
import type { ClaimVerdict } from './evidence.ts';
import type { FactData } from './page-data.ts';
import type { StatementVerdict } from './statement.ts';

/** A claim that judges statements, as far as the ledger shows it. */
export interface LedgerClaim
  extends Pick<ClaimVerdict, 'statement' | 'holds' | 'reach' | 'because' | 'notShown'> {
  /** `lab/experiment`. */
  experiment: string;
  recordedAt: string;
}

/** A fact that judges statements, as far as the ledger shows it; the page of the facts has the rest. */
export type LedgerFact = Pick<FactData, 'id' | 'label' | 'value' | 'unit' | 'source' | 'asOf'>;

/** One statement with everything that judges it; ids point into the tables of the ledger. */
export interface LedgerEntry {
  /** `002/s10`. */
  id: string;
  /** Its place in its text, from 1. */
  number: number;
  says: string;
  verdict: StatementVerdict;
  instead: string;
  conditions?: string;
  /** `lab/experiment/claim`. */
  claims: string[];
  facts: string[];
  /** Addresses of the pages that cite it or one of its claims. */
  pages: string[];
}

/** One widely shared text. */
export interface LedgerText {
  id: string;
  title: string;
  file: string;
  text: string;
  entries: LedgerEntry[];
}

/** Every statement that we judge, as far as a reader can filter it. */
export interface LedgerTexts {
  texts: LedgerText[];
  /** Titles of pages by address. */
  pages: Record<string, string>;
}

/** What the verdicts rest on, by id; what several of them point to is there once. */
export interface LedgerGrounds {
  claims: Record<string, LedgerClaim>;
  facts: Record<string, LedgerFact>;
}

/** All of the ledger. */
export interface Ledger extends LedgerTexts, LedgerGrounds {}

/** The facts about one service. */
export interface FactGroup {
  service: string;
  facts: FactData[];
}
