import { chargebee } from './chargebee/dialect.ts';
import { chargify } from './chargify/dialect.ts';
import { chargily } from './chargily/dialect.ts';
import type { Dialect } from './person.ts';
import { recurly } from './recurly/dialect.ts';
import { stripe } from './stripe/dialect.ts';

/** How people live at each provider. A new provider is one line. */
export const DIALECTS: readonly Dialect[] = [
  stripe, // old API versions and new ones
  chargebee, // API v2, both product catalogs
  recurly, // XML
  chargify, // forms
  chargily,
];
