import type { SidebarsConfig } from '@docusaurus/plugin-content-docs';

export default {
  course: [
    {
      type: 'category',
      label: 'Part 1 · Two ways to place one order',
      collapsed: false,
      items: ['two-ways/place-one-order/index'],
    },
    {
      type: 'category',
      label: 'Interview questions',
      collapsed: false,
      items: ['interview/key-differences'],
    },
    {
      type: 'category',
      label: 'About',
      collapsed: false,
      items: [
        'about/judged-statements',
        { type: 'link', href: '/about/local-cloud/', label: 'The local cloud' },
      ],
    },
  ],
} satisfies SidebarsConfig;
