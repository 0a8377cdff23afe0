import { PROVIDER_IDS } from '../../functions/domain/keys.ts';
import { providers } from '../../functions/providers/all.ts';
import { setUps } from '../../functions/providers/set-ups.ts';
import { testkits } from '../support/testkits.ts';
import { describeProvider } from './provider.ts';

describe('the list of providers', () => {
  it.each(Object.entries(providers))('knows %s by its own id', (id, { id: own, name, verifier }) => {
    expect([own, verifier.provider]).toEqual([id, id]);
    expect(name).not.toBe('');
  });

  it.each(PROVIDER_IDS)('tells the set-up of %s apart, as the provider itself has it', (id) =>
    expect(providers[id]).toMatchObject(setUps[id]),
  );

  it('has each once, and a testkit for each', () => {
    expect(Object.keys(providers)).toEqual(PROVIDER_IDS);
    expect(testkits.map(({ provider }) => provider)).toEqual(Object.values(providers));
  });
});

for (const testkit of testkits) describeProvider(testkit);
