import type { ProviderId } from '../../functions/domain/keys.ts';
import { testkit as chargebee } from '../../functions/providers/chargebee/testkit.ts';
import { testkit as chargify } from '../../functions/providers/chargify/testkit.ts';
import { testkit as chargily } from '../../functions/providers/chargily/testkit.ts';
import { testkit as recurly } from '../../functions/providers/recurly/testkit.ts';
import { testkit as stripe } from '../../functions/providers/stripe/testkit.ts';
import type { Testkit } from '../../functions/providers/testkit.ts';

/** How each provider signs. */
export const testkits: Readonly<Record<ProviderId, Testkit>> = { stripe, chargebee, recurly, chargify, chargily };
