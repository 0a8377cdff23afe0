import { KeyError } from '../../functions/domain/errors.ts';
import { customerKey, eventKey, keyProblem, MAX_KEY_LENGTH, partnerKey, providerKey } from '../../functions/domain/keys.ts';

describe('a key', () => {
  it.each(['a', 'Acme GmbH', 'x'.repeat(MAX_KEY_LENGTH), 'tab-free ~ ok', '\u00a0', '日本', '😀'])('may be %p', (text) => {
    expect(keyProblem(text)).toBeUndefined();
  });

  it.each([
    ['', 'is empty'],
    ['x'.repeat(MAX_KEY_LENGTH + 1), 'is longer than 255 characters'],
    ['a\u0000', 'has control characters'],
    ['\u001fa', 'has control characters'],
    ['a\u007fb', 'has control characters'],
    ['a\u009fb', 'has control characters'],
    ['a\ud83d', 'has a lone surrogate'],
  ])('may not be %p: it %s', (text, problem) => expect(keyProblem(text)).toBe(problem));

  it('is kept in its composed form, and counted so', () => {
    expect(customerKey('Cafe\u0301')).toBe('Caf\u00e9');
    expect(keyProblem('e\u0301'.repeat(MAX_KEY_LENGTH))).toBeUndefined();
  });

  it('that cannot be one is an error which names the rule and not the text', () => {
    const error = new KeyError('The customer key has control characters');
    expect(() => customerKey('secret\u0000')).toThrow(error);
    expect(() => partnerKey('')).toThrow('The partner key is empty');
    expect(error.name).toBe('KeyError');
  });

  it('of a provider names the provider first', () => {
    expect(providerKey('stripe', 'customer', 'cus_1')).toBe('stripe:customer:cus_1');
    expect(eventKey('recurly', 'a:b')).toBe('recurly:a:b');
  });
});
