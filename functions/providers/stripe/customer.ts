import { readKeys } from '../../platform/metadata.ts';
import { readPayload } from '../../platform/payload.ts';
import { ignored, keysOf, type Reader, recorded } from './event.ts';
import { customerEvent } from './schema.ts';

/** A customer whose metadata names the team's own key: from now on the Stripe id means that customer. */
export const readCustomer: Reader = (event, { version }) => {
  const { object: customer } = readPayload(customerEvent, event).data;
  const { customerKey, partnerKey, unknownWords } = readKeys(customer.metadata);
  if (customerKey === undefined) return ignored('names no customer key');
  return recorded(
    [
      {
        kind: 'customer',
        customerKey,
        ...(partnerKey !== undefined && { partnerKey }),
        ...(customer.email !== undefined && { email: customer.email }),
        ...(customer.name !== undefined && { name: customer.name }),
        links: keysOf({ customer: customer.id }),
        from: version.at,
        version,
      },
    ],
    unknownWords,
  );
};
