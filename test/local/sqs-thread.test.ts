import { startSqsThread } from '../../lib/local/sqs-thread.ts';

it('says why a thread did not start', async () => {
  const starting = startSqsThread({ projectRoot: '/nowhere', port: 0, dataFolder: null });
  await expect(starting).rejects.toMatchObject({
    name: 'StartError',
    message: expect.stringMatching(/^The embedded SQS did not start: .*nowhere/),
  });
});
