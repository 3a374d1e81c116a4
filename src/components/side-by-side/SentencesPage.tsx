import Link from '@docusaurus/Link';
import html from '@side-by-side/sentences';
import type { ReactNode } from 'react';
import { Sheet } from './Sheet.tsx';

/** Every sentence that names a claim, a number, a fact or a verdict, beside what that says. */
export default function SentencesPage(): ReactNode {
  return (
    <Sheet
      title="Every sentence beside its run"
      description="For whoever checks: each sentence that rests on a run or a fact, beside what that says."
      html={html}
    >
      <p>
        This page is for whoever checks the lessons. Each sentence that names a claim, a measured number, a
        setting, a fact or a verdict stands here with what it rests on: what the claim says, which numbers
        decided it, what it does not show, and what every repetition gave. A sentence may say no more than
        that. <Link to="/side-by-side/rubrics/">The points of the interview questions</Link> have a page of
        their own.
      </p>
    </Sheet>
  );
}
