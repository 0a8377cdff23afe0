import { joinRegisters, register, registerValue } from '../../functions/domain/register.ts';
import { at, version } from '../support/ledger-events.ts';

const told = (value: string, id = 'evt_1') => register({ value }, version(1, id));

describe('a register', () => {
  it('holds what one event told, with only what is known of that event', () => {
    expect(told('a')).toEqual({ at: at(1), rank: 1, tellings: [{ value: 'a', id: 'evt_1' }] });
    expect(Object.keys(told('a').tellings[0] ?? {})).toEqual(['value', 'id']);
    expect(register({ value: 'a', previous: 'b' }, { ...version(1), hash: 'h' }, at(2)).tellings).toEqual([
      { value: 'a', previous: 'b', id: 'evt_1', hash: 'h', receivedAt: at(2) },
    ]);
  });

  it('keeps all tellings of the newest instant and rank, each once, in order', () => {
    const joined = joinRegisters(joinRegisters(told('b', '10'), told('a', '9')), told('b', '10'));
    expect(joined).toEqual({
      at: at(1),
      rank: 1,
      tellings: [
        { value: 'a', id: '9' },
        { value: 'b', id: '10' },
      ],
    });
    expect(Object.keys(joined.tellings[0] ?? {})).toEqual(['value', 'id']);
  });

  it('drops what is older, by time, then by rank', () => {
    const newer = register({ value: 'a' }, version(2, 'evt_a'));
    const closed = register({ value: 'a' }, version(1, 'evt_a', 2));
    expect([joinRegisters(told('b'), newer), joinRegisters(newer, told('b'))]).toEqual([newer, newer]);
    expect([joinRegisters(told('b'), closed), joinRegisters(closed, told('b'))]).toEqual([closed, closed]);
  });

  it('orders two readings of one event by their hashes, one without a hash first', () => {
    const hashed = register({ value: 'a' }, { ...version(1, 'evt_1'), hash: 'A' });
    expect([joinRegisters(told('b'), hashed), joinRegisters(hashed, told('b'))].map(registerValue)).toEqual(['a', 'a']);
  });

  it('has the last telling where one of them only says what came before', () => {
    const changed = register({ value: 'b', previous: 'a' }, version(1, 'evt_1'));
    expect(registerValue(joinRegisters(changed, told('a', 'evt_2')))).toBe('b');
    expect(registerValue(joinRegisters(changed, told('c', 'evt_2')))).toBe('c');
  });

  it('takes "none" for a value that another telling may have replaced', () => {
    const set = register<string | null>({ value: 'b', previous: null }, version(1, 'evt_1'));
    expect(registerValue(joinRegisters(set, register<string | null>({ value: null }, version(1, 'evt_2'))))).toBe('b');
  });

  it('cannot be without a telling', () => {
    expect(() => registerValue({ at: 0, rank: 0, tellings: [] })).toThrow('A register has at least one telling');
  });
});
