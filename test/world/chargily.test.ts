import { describeDialect } from './dialect-suite.ts';

describeDialect('chargily', {
  eventTypes: ['checkout.canceled', 'checkout.expired', 'checkout.failed', 'checkout.paid'],
  ignoredTypes: ['checkout.canceled', 'checkout.expired', 'checkout.failed', 'checkout.paid'],
  statuses: ['unpaid', 'recorded'],
  subscriptionStatuses: [],
});
