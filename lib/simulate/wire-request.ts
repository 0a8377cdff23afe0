import type { UnknownRecord } from '../../functions/platform/record.ts';
import { type SignedRequest, signedRequest } from '../events/signed-request.ts';
import { testkits } from '../events/testkits.ts';
import type { Corruption, Delivery } from '../world/plan.ts';
import type { WireEvent } from '../world/world.ts';

type Signing = { readonly secrets: UnknownRecord; readonly now: Date };

/** The request of a delivery, with a proof that is made now, or with none that holds when it is a forgery. */
export const wireRequest = ({ event, corrupt }: Delivery, signing: Signing): SignedRequest =>
  corrupt === undefined ? signed(event, signing) : FORGERIES[corrupt](event, signing);

const signed = ({ provider, type, body, contentType }: WireEvent, { secrets, now }: Signing): SignedRequest =>
  signedRequest({ type, body, headers: { 'content-type': contentType } }, { provider, secrets, now });

const FORGERIES: Readonly<Record<Corruption, (event: WireEvent, signing: Signing) => SignedRequest>> = {
  wrong_secret: (event, { secrets, now }) =>
    signed(event, { secrets: { ...secrets, [event.provider]: testkits[event.provider].otherSecret }, now }),
  no_proof: (event, signing) => ({ ...signed(event, signing), headers: { 'content-type': event.contentType }, query: '' }),
  changed_body: (event, signing) => ({ ...signed(event, signing), body: withOneByteChanged(event.body) }),
};

const withOneByteChanged = (body: Buffer): Buffer => {
  const changed = Buffer.from(body);
  const middle = Math.floor(changed.length / 2);
  changed[middle] = (changed[middle] ?? 0) ^ 1;
  return changed;
};
