import type { Testkit, TestPayment } from '../../../functions/providers/testkit.ts';

export const NOW = new Date('2026-03-01T12:00:00.000Z');

export const PAYMENT: TestPayment = {
  eventId: '9001',
  paymentId: '7001',
  minor: 120_00,
  customerKey: 'acme',
  at: new Date('2026-03-01T11:59:00.000Z'),
};

export const paymentOf = ({ payment }: Testkit): Buffer => payment(PAYMENT);

/** 20.00 of the payment. A list, because a provider may tell of no refunds. */
export const refundsOf = ({ refund }: Testkit): readonly Buffer[] =>
  refund === undefined ? [] : [refund({ ...PAYMENT, eventId: '9002', refundId: '8001', minor: 20_00 })];

export const unrelatedOf = ({ unrelated }: Testkit): Buffer => unrelated({ eventId: '9003', at: PAYMENT.at });

/** A form may lose its last field unnoticed; no format loses half of itself. */
export const halfOf = (body: Buffer): Buffer => body.subarray(0, body.length / 2);
