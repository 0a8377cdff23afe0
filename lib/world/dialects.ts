import { chargebee } from './chargebee/dialect.ts';
import type { Dialect } from './person.ts';

/** How people live at each provider. A new provider is one line. */
export const DIALECTS: readonly Dialect[] = [
  chargebee, // API v2, both product catalogs
];
