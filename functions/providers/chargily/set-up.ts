import type { SetUp } from '../provider.ts';

export const setUp = {
  id: 'chargily',
  name: 'Chargily Pay',
  eventsToTick: ['checkout.paid', 'checkout.failed', 'checkout.canceled', 'checkout.expired'],
} as const satisfies SetUp;
