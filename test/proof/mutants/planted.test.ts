import { join } from 'node:path';
import { BUGS } from './bugs.ts';
import { planted } from './planted.ts';

const ROOT = join(import.meta.dirname, '../../..');

it.each(BUGS.map((bug) => [bug.name, bug] as const))('can still be planted: %s', (_, bug) => {
  expect(planted(ROOT, bug)).toContain(bug.replace);
});

it('refuses a bug whose place is gone', () => {
  const gone = { name: 'gone', file: 'package.json', find: 'there is no such text', replace: '' };
  expect(() => planted(ROOT, gone)).toThrow('does not fit any more');
});
