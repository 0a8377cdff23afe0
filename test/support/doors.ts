import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { aDoor, anEvent, type Door } from './ingest.ts';

export const SECRET_BODY = 'a body that nobody may read';

export type OpenDoor = (over?: Parameters<typeof aDoor>[0]) => Promise<Door>;

const usedDoor: OpenDoor = async (over) => {
  const door = aDoor(over);
  await door.handler(anEvent());
  await door.handler(anEvent({ headers: {} }));
  await door.handler(JSON.parse('null'));
  door.queued.length = 0;
  door.lines.length = 0;
  return door;
};

/** A handler that has never run, and one that has just taken a request in, refused one and failed at one. */
const DOORS: readonly (readonly [string, OpenDoor])[] = [
  ['a fresh handler', async (over) => aDoor(over)],
  ['a used handler', usedDoor],
];

/** The tests four times: on a fresh and on a used handler, with a plain and with a base64 body. */
export const describeEveryDoor = (tests: (open: OpenDoor, base64: boolean) => void): void =>
  describe.each(DOORS)('%s', (_, open) => {
    describe('with a plain body', () => tests(open, false));
    describe('with a base64 body', () => tests(open, true));
  });

/** The answer is of this status and empty, is logged once and without the body, and nothing is queued but at 200. */
export const expectAnswer = async (door: Door, event: APIGatewayProxyEventV2, status: number): Promise<void> => {
  const answer = await door.handler(event);
  expect(answer).toMatchObject({ statusCode: status, body: '' });
  expect(door.queued).toHaveLength(status === 200 ? 1 : 0);
  expect(door.lines.join()).not.toContain(SECRET_BODY);
  expect(door.lines.filter((line) => line.includes('webhook answered'))).toHaveLength(1);
};
