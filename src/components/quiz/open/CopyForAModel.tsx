import useDocusaurusContext from '@docusaurus/useDocusaurusContext';
import { type ReactNode, useState } from 'react';
import { forAModel } from '#content/for-a-model.ts';
import type { OpenQuestionData } from '#content/page-data.ts';
import { siteRootOf } from '#content/site-root.ts';
import { copyText } from '../../copy-text.ts';

/** Copies question, rubric, evidence and the reader's answer, for a model of their own. Nothing is sent. */
export function CopyForAModel({
  question,
  answer,
}: {
  question: OpenQuestionData;
  answer: string;
}): ReactNode {
  const { siteConfig } = useDocusaurusContext();
  const [said, setSaid] = useState('');
  const copy = async () => {
    const text = forAModel(question, answer, `${siteRootOf(siteConfig)}/${question.id}/`);
    setSaid((await copyText(text)) ? 'Copied. Nothing was sent.' : 'The browser refused to copy.');
  };
  return (
    <>
      <button type="button" className="button button--secondary" onClick={() => void copy()}>
        Copy for a model of my own
      </button>
      <span role="status">{said}</span>
    </>
  );
}
