import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import Stripe from 'stripe';
// By name, as the documentation of zod and most handlers have it.
import { z } from 'zod';

/*
 * A webhook function as most are written: the provider's package verifies and parses, the event is looked at, SQS gets it. Its secret is in
 * its environment, which spares it a call that ours makes.
 */
const env = z
  .object({ QUEUE_URL: z.url(), STRIPE_SECRET_KEY: z.string().min(1), STRIPE_WEBHOOK_SECRET: z.string().min(1) })
  .parse(process.env);

const stripe = new Stripe(env.STRIPE_SECRET_KEY);
const sqs = new SQSClient({});

const eventSchema = z.object({ id: z.string(), type: z.string(), created: z.number(), data: z.object({ object: z.looseObject({}) }) });

export const handler = async (request: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
  const event = verified(request);
  if (event === undefined) return { statusCode: 400 };
  await sqs.send(new SendMessageCommand({ QueueUrl: env.QUEUE_URL, MessageBody: JSON.stringify(eventSchema.parse(event)) }));
  return { statusCode: 200 };
};

const verified = ({ body = '', headers }: APIGatewayProxyEventV2): Stripe.Event | undefined => {
  try {
    return stripe.webhooks.constructEvent(body, headers['stripe-signature'] ?? '', env.STRIPE_WEBHOOK_SECRET);
  } catch {
    return undefined;
  }
};
