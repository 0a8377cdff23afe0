import crypto from 'node:crypto';
import { BASIC_CHALLENGE, verifyBasic } from '../../functions/platform/basic-auth.ts';

const users = [
  { username: 'old', password: 'before' },
  { username: 'new', password: 'a:b:c' },
];

const basic = (credentials: string | Buffer, scheme = 'Basic'): string => `${scheme} ${Buffer.from(credentials).toString('base64')}`;
const MISSING = { verified: false, reason: 'credentials_missing' };
const MALFORMED = { verified: false, reason: 'credentials_malformed' };
const WRONG = { verified: false, reason: 'credentials_wrong' };

describe('verifyBasic', () => {
  it('finds the user among all live ones', () => {
    expect(verifyBasic(basic('old:before'), users)).toEqual({ verified: true, userIndex: 0 });
    expect(verifyBasic(basic('new:a:b:c'), users)).toEqual({ verified: true, userIndex: 1 });
  });

  it('reads the vector of RFC 7617, with a password beyond ASCII', () => {
    const rfc = [
      { username: 'Aladdin', password: 'open sesame' },
      { username: 'test', password: '123£' },
    ];
    expect(verifyBasic('Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==', rfc)).toEqual({ verified: true, userIndex: 0 });
    expect(verifyBasic('Basic dGVzdDoxMjPCow==', rfc)).toEqual({ verified: true, userIndex: 1 });
  });

  it.each([undefined, ''])('[52] tells missing credentials: %p', (header) => {
    expect(verifyBasic(header, users)).toEqual(MISSING);
  });

  it('[52] has one challenge for every refusal', () => {
    expect(BASIC_CHALLENGE).toBe('Basic realm="hookledger"');
  });

  it('[53] refuses Bearer', () => {
    expect(verifyBasic(basic('old:before', 'Bearer'), users)).toEqual(MALFORMED);
  });

  it.each(['basic', 'BASIC', 'bAsIc'])('[53] takes the scheme as %s', (scheme) => {
    expect(verifyBasic(basic('old:before', scheme), users)).toEqual({ verified: true, userIndex: 0 });
  });

  it.each([
    ['a wrong user', 'odd:before'],
    ['a wrong password', 'old:befone'],
    ['a password that is a prefix', 'old:befor'],
    ['a password with more behind', 'old:before '],
    ['the password of another user', 'old:a:b:c'],
    ['another case', 'Old:before'],
    ['an empty user', ':before'],
  ])('[54] refuses %s', (_what, credentials) => {
    expect(verifyBasic(basic(credentials), users)).toEqual(WRONG);
  });

  it('[54] compares every live user in constant time, also after a match and without one', () => {
    const compare = jest.spyOn(crypto, 'timingSafeEqual');
    verifyBasic(basic('old:before'), users);
    verifyBasic(basic('nobody:x'), users);
    expect(compare).toHaveBeenCalledTimes(4);
    expect(compare.mock.calls.every(([a, b]) => a.byteLength === 32 && b.byteLength === 32)).toBe(true);
    compare.mockRestore();
  });

  it.each([
    ['not base64', 'Basic !!!'],
    ['base64 with a space inside', 'Basic b2xk OmJlZm9yZQ=='],
    ['base64 without its padding', 'Basic b2xkOmJlZm9yZQ'],
    ['base64 with stray bits in the last digit', 'Basic b2xkOmJlZm9yZR=='],
    ['base64 of the URL alphabet', `Basic ${Buffer.from('old:???>>>').toString('base64url')}`],
    ['no credentials', 'Basic '],
    ['the scheme alone', 'Basic'],
    ['a line break behind', `${basic('old:before')}\n`],
    ['no colon', basic('oldbefore')],
    ['an empty password', basic('old:')],
    ['only a colon', basic(':')],
  ])('[55] refuses %s', (_what, header) => {
    expect(verifyBasic(header, users)).toEqual(MALFORMED);
  });

  it('[55] refuses an empty password even of a user who has none', () => {
    expect(verifyBasic(basic('old:'), [{ username: 'old', password: '' }])).toEqual(MALFORMED);
  });

  it('[55] does not take invalid UTF-8 for the replacement character', () => {
    const odd = [{ username: 'old', password: '\ufffd' }];
    expect(verifyBasic(basic(Buffer.from([...Buffer.from('old:'), 0xff])), odd)).toEqual(WRONG);
  });

  it('[56] refuses two headers, which arrive as one value', () => {
    expect(verifyBasic(`${basic('old:before')}, ${basic('old:before')}`, users)).toEqual(MALFORMED);
    expect(verifyBasic(`${basic('old:before')},${basic('new:a:b:c')}`, users)).toEqual(MALFORMED);
  });

  it('[58] verifies nobody when there are no users', () => {
    expect(verifyBasic(basic('old:before'), [])).toEqual(WRONG);
  });
});
