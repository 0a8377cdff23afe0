import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadFromFile, loadFromObject } from '../../functions/platform/secret-loaders.ts';
import { createSecretSource, FRESH_MS, REFRESH_INTERVAL_MS, STALE_MS } from '../../functions/platform/secrets.ts';
import { aFolder } from '../support/local-process.ts';

/** A source over a store whose content and health can be turned, and a clock. */
const aSource = () => {
  const store = { value: 1, isDown: false, fetches: 0, now: 0 };
  const load = async () => {
    store.fetches += 1;
    if (store.isDown) throw new Error('down');
    return { value: store.value };
  };
  return { store, source: createSecretSource({ load, clock: () => new Date(store.now) }) };
};

it('keeps a secret for five minutes', async () => {
  const { store, source } = aSource();
  await source.read('stripe');
  store.value = 2;
  store.now = FRESH_MS - 1;
  expect(await source.read('stripe')).toEqual({ value: 1 });
  store.now = FRESH_MS;
  expect(await source.read('stripe')).toEqual({ value: 2 });
  expect(store.fetches).toBe(2);
});

it('keeps the parts apart', async () => {
  const { store, source } = aSource();
  await Promise.all([source.read('stripe'), source.read('recurly'), source.read('stripe')]);
  expect(store.fetches).toBe(2);
});

it('shares a fetch that is under way', async () => {
  const { store, source } = aSource();
  await Promise.all([source.read('api'), source.refresh('api'), source.read('api')]);
  expect(store.fetches).toBe(1);
});

it('refreshes at once, then not again for 30 s', async () => {
  const { store, source } = aSource();
  await source.read('stripe');
  store.value = 2;
  expect(await source.refresh('stripe')).toEqual({ value: 2 });
  store.value = 3;
  store.now = REFRESH_INTERVAL_MS - 1;
  expect(await source.refresh('stripe')).toEqual({ value: 2 });
  store.now = REFRESH_INTERVAL_MS;
  expect(await source.refresh('stripe')).toEqual({ value: 3 });
});

it('goes by known values for an hour while the store is down, asking it every 30 s', async () => {
  const { store, source } = aSource();
  await source.read('stripe');
  store.isDown = true;
  store.now = FRESH_MS;
  expect(await source.read('stripe')).toEqual({ value: 1 });
  store.now += 1_000;
  expect(await source.read('stripe')).toEqual({ value: 1 });
  expect(store.fetches).toBe(2);
  store.now += REFRESH_INTERVAL_MS;
  await source.read('stripe');
  expect(store.fetches).toBe(3);
  store.now = STALE_MS;
  await expect(source.read('stripe')).rejects.toThrow('The secret of stripe cannot be read');
});

it('keeps the known values when a refresh fails', async () => {
  const { store, source } = aSource();
  const known = await source.read('stripe');
  store.isDown = true;
  expect(await source.refresh('stripe')).toBe(known);
});

it('gives an empty part for one that is absent or no object', async () => {
  const load = loadFromObject({ stripe: 'whsec' });
  const { signal } = new AbortController();
  expect(await Promise.all([load('stripe', signal), load('recurly', signal)])).toEqual([{}, {}]);
});

describe('a secrets file', () => {
  const path = join(aFolder(), 'secrets.json');
  const { signal } = new AbortController();

  it('is read again at every load', async () => {
    writeFileSync(path, '{"stripe":{"signingSecrets":["whsec_1"]}}');
    expect(await loadFromFile(path)('stripe', signal)).toEqual({ signingSecrets: ['whsec_1'] });
    writeFileSync(path, '{}');
    expect(await loadFromFile(path)('stripe', signal)).toEqual({});
  });

  it('is never quoted by an error', async () => {
    writeFileSync(path, '{"stripe": whsec_1');
    await expect(loadFromFile(path)('stripe', signal)).rejects.toThrow(/^The secrets are not a JSON object$/);
  });
});
