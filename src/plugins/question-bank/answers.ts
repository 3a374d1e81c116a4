import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { evaluate } from '@mdx-js/mdx';
import { createElement, type FunctionComponent, type ReactNode } from 'react';
import * as runtime from 'react/jsx-runtime';
import { renderToStaticMarkup } from 'react-dom/server';
import type { CostData, FactData, MeasuredData, ParameterData } from '#content/page-data.ts';
import { formatQuantity } from '#content/quantity.ts';
import { dictionary } from '../references/dictionary.ts';
import type { Attributes } from '../references/kind.ts';

/** The two answers of an open question as plain HTML; every name in them is replaced by its value. */
export interface Answers {
  average: string;
  great: string;
}

/** Renders the answers of the open question `id`; `absolute` makes an address that works away from the site. */
export async function renderAnswers(
  id: string,
  root: string,
  absolute: (href: string) => string,
): Promise<Answers> {
  const page = join(root, 'docs', `${id}.mdx`);
  const { default: Page } = await evaluate(readFileSync(page, 'utf8').replace(/^---\n.*?\n---\n/s, ''), {
    ...runtime,
    baseUrl: import.meta.url,
  });
  const inline = inlineNames(root, page);
  const render = (shown: 'AverageAnswer' | 'GreatAnswer') => {
    const components = {
      ...inline,
      OpenQuestion: pass,
      AverageAnswer: shown === 'AverageAnswer' ? pass : nothing,
      GreatAnswer: shown === 'GreatAnswer' ? pass : nothing,
      a: ({ href = '', children }: { href?: string; children?: ReactNode }) =>
        createElement('a', { href: absolute(siteAddress(href)) }, children),
    };
    return renderToStaticMarkup(createElement(Page, { components })).trim();
  };
  return { average: render('AverageAnswer'), great: render('GreatAnswer') };
}

const pass: FunctionComponent<{ children?: ReactNode }> = ({ children }) => children;
const nothing = () => null;

/** How the names that stand for a value are written out. */
const written: Record<string, (data: never, attributes: Attributes) => string> = {
  Cost: ({ shown }: CostData) => shown,
  Fact: ({ value, unit }: FactData) => formatQuantity(value, unit),
  Measured: ({ median, unit }: MeasuredData, { bare }) => formatQuantity(median, bare ? undefined : unit),
  Parameter: ({ value, unit }: ParameterData) => formatQuantity(value, unit),
};

/** The elements that stand for a value, each rendered as that value. */
function inlineNames(root: string, page: string): Record<string, FunctionComponent<never> | typeof pass> {
  const read = (file: string) => readFileSync(file, 'utf8');
  const list = (folder: string) => readdirSync(folder, { recursive: true, encoding: 'utf8' });
  const values = Object.entries(written).map(([name, write]) => {
    const component = (attributes: Attributes) => {
      const kind = dictionary[name];
      if (!kind) throw new Error(`<${name}> is not in the dictionary.\nCorrect src/plugins/question-bank.`);
      const file = kind.locate(attributes, { root, page });
      return write(kind.cut(read(file), attributes, { root, page, file, read, list }) as never, attributes);
    };
    return [name, component] as const;
  });
  return { ...Object.fromEntries(values), Assumed: pass };
}

/** The address on the site of a link between files, such as `../two-ways/place-one-order/index.mdx`. */
function siteAddress(href: string): string {
  if (!/\.mdx(#|$)/.test(href)) return href;
  const { pathname, hash } = new URL(href, 'file:///interview/');
  return `${pathname.replace(/(index)?\.mdx$/, '').replace(/\/?$/, '/')}${hash}`;
}
