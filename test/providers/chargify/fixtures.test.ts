import { chargify } from '../../../functions/providers/chargify/index.ts';
import { fixturesOf } from '../../support/fixtures.ts';

it.each(fixturesOf('chargify'))('$name is read the same when its fields come in the opposite order', ({ input, expected }) => {
  const body = Buffer.from(input.body.toString().split('&').reverse().join('&'));
  expect(chargify.parse({ ...input, body })).toEqual(expected);
});
