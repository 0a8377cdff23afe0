import { readFileSync } from 'node:fs';
import { COMMON_ENDPOINTS, samEnvironment } from '../sam/environment.ts';

it('the environment for SAM names every variable that a deployed function looks for', () => {
  expect(JSON.parse(readFileSync('test/events/env.json', 'utf8'))).toEqual(samEnvironment(COMMON_ENDPOINTS));
});
