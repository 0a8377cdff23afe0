import type { BadInput } from './bad-input.ts';
import { ODD_FORM } from './odd-form.ts';
import { ODD_JSON } from './odd-json.ts';
import { ODD_XML } from './odd-xml.ts';
import { OTHER_PROOFS } from './other-proofs.ts';
import { STRIPE_SIGNATURE } from './stripe-signature.ts';
import { TRANSPORT } from './transport.ts';

/** Every bad input that a webhook request can be. */
export const BAD_INPUTS: readonly BadInput[] = [...TRANSPORT, ...STRIPE_SIGNATURE, ...OTHER_PROOFS, ...ODD_JSON, ...ODD_XML, ...ODD_FORM];

/** As a test is called: `[BI 16] stripe: no signature`. */
export const titled = (inputs: readonly BadInput[]): readonly (readonly [string, BadInput])[] =>
  inputs.map((input) => [`[BI ${input.row}] ${input.testkit.provider.id}: ${input.what}`, input]);
