import { asciiJson } from '../../functions/platform/ascii-json.ts';

it('writes JSON that reads back the same, in ASCII alone', () => {
  const value = { text: 'Zo\u00eb \u{1f600} \0\n"\\\u007f\u0080\ud7ff\ufffe\uffff \ud800' };
  expect(asciiJson(value)).toMatch(/^[\x20-\x7e]*$/);
  expect(JSON.parse(asciiJson(value))).toEqual(value);
});

it('leaves ASCII as it is', () => expect(asciiJson({ a: ['~', 1, null] })).toBe('{"a":["~",1,null]}'));
