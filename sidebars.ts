import type { SidebarsConfig } from '@docusaurus/plugin-content-docs';

export default {
  course: [
    'paths',
    {
      type: 'category',
      label: 'Part 1 · Two ways to place one order',
      collapsed: false,
      link: { type: 'doc', id: 'two-ways/index' },
      items: [
        'two-ways/place-one-order/index',
        'two-ways/confused-words/index',
        'two-ways/who-waits-for-whom/index',
      ],
    },
    {
      type: 'category',
      label: 'Part 2 · The synchronous path under stress',
      link: { type: 'doc', id: 'synchronous/index' },
      items: [
        'synchronous/critical-path/index',
        'synchronous/littles-law/index',
        'synchronous/who-refuses/index',
        'synchronous/deadlines-and-unknown-outcomes/index',
        'synchronous/retries/index',
      ],
    },
    {
      type: 'category',
      label: 'Part 3 · Put a queue in front',
      link: { type: 'doc', id: 'queue/index' },
      items: [
        'queue/accept-and-complete/index',
        'queue/arrivals-and-backlog/index',
        'queue/queue-is-not-capacity/index',
        'queue/capping-the-consumer/index',
        'queue/when-the-backend-dies/index',
      ],
    },
    {
      type: 'category',
      label: 'Part 4 · Delivery is not processing',
      link: { type: 'doc', id: 'delivery/index' },
      items: [
        'delivery/redelivery-and-poison/index',
        'delivery/idempotency/index',
        'delivery/ordering/index',
        'delivery/dead-letter-operations/index',
      ],
    },
    {
      type: 'category',
      label: 'Part 5 · Topics, buses, logs, streams',
      link: { type: 'doc', id: 'topics/index' },
      items: [
        'topics/four-promises/index',
        'topics/fan-out-and-its-price/index',
        'topics/push-or-buffer/index',
        'topics/events-that-change/index',
        'topics/reading-again/index',
      ],
    },
    {
      type: 'category',
      label: 'Part 6 · Telling the user',
      link: { type: 'doc', id: 'telling/index' },
      items: ['telling/and-then/index', 'telling/asking/index', 'telling/read-your-own-write/index'],
    },
    {
      type: 'category',
      label: 'Deciding',
      collapsed: false,
      items: ['deciding/sync-or-async/index'],
    },
    {
      type: 'category',
      label: 'Failure catalogue',
      link: { type: 'doc', id: 'failures/index' },
      items: [
        'failures/poison',
        'failures/duplicate',
        'failures/lost',
        'failures/stuck',
        'failures/storm',
        'failures/silent-backlog',
        'failures/stale-view',
        'failures/silent-filter',
      ],
    },
    {
      type: 'category',
      label: 'Interview questions',
      collapsed: false,
      link: { type: 'doc', id: 'interview/index' },
      items: [
        {
          type: 'category',
          label: 'Conceptual',
          items: [
            'interview/define-synchronous',
            'interview/define-asynchronous',
            'interview/key-differences',
            'interview/advantages-of-synchronous',
            'interview/advantages-of-asynchronous',
          ],
        },
        {
          type: 'category',
          label: 'Deep dive',
          items: [
            'interview/api-gateway-scaling',
            'interview/event-buses',
            'interview/eventual-consistency',
            'interview/lambda-both-ways',
            'interview/error-handling',
          ],
        },
        {
          type: 'category',
          label: 'Scenario',
          items: [
            'interview/notification-system',
            'interview/microservice-communication',
            'interview/from-sync-to-async',
            'interview/order-processing',
            'interview/cost-at-scale',
          ],
        },
        {
          type: 'category',
          label: 'More',
          items: ['interview/disaster-recovery', 'interview/interview-mistakes'],
        },
      ],
    },
    {
      type: 'category',
      label: 'Practice',
      collapsed: false,
      items: [
        { type: 'link', href: '/plan/', label: 'My interview is on …' },
        'tomorrow',
        { type: 'link', href: '/review/', label: 'Review' },
        { type: 'link', href: '/mock/', label: 'Mock interview' },
        'drills',
        { type: 'link', href: '/questions/', label: 'All recall cards' },
        { type: 'link', href: '/progress/', label: 'Your progress' },
        { type: 'link', href: '/take-away/', label: 'Take away' },
      ],
    },
    {
      type: 'category',
      label: 'About',
      collapsed: false,
      items: [
        'method',
        { type: 'link', href: '/claims/', label: 'Claims' },
        { type: 'link', href: '/facts/', label: 'Facts' },
        { type: 'link', href: '/about/local-cloud/', label: 'The local cloud' },
      ],
    },
  ],
} satisfies SidebarsConfig;
