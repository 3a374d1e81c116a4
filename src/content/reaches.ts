import type { Reach } from './evidence.ts';

/** How far a claim carries, in words. */
export const reaches: Record<Reach, { label: string; meaning: string }> = {
  mechanism: { label: 'mechanism', meaning: 'Counts and orders carry over to AWS.' },
  ratio: { label: 'ratio', meaning: 'The shape carries over to AWS, the absolute numbers do not.' },
  'aws-only': { label: 'AWS only', meaning: 'Shown on AWS; a local run cannot show it.' },
};
