import { canonicalJson } from '../../../functions/domain/canonical-json.ts';
import { type Claim, claimsUpTo, LATEST } from '../../../functions/domain/claims.ts';
import { customerKey } from '../../../functions/domain/keys.ts';
import { ConflictError, type Ledger } from '../../../functions/ledger/ledger.ts';
import type { ClaimItem } from '../../../functions/ledger/rows.ts';
import { aClaim, aCustomer, aVersion, JUNE_1 } from '../../support/ledger-items.ts';
import type { MakeLedger } from '../ledger-store.ts';
import { readAll } from './pages.ts';

const LINK = 'stripe:customer:cus_1';

/** So many claims of a customer, an hour apart, as its events told them. */
const hourly = (target: string, count: number, over: Partial<Claim> = {}): readonly ClaimItem[] =>
  Array.from({ length: count }, (_, n) => {
    const at = JUNE_1 + n * 3_600_000;
    return aClaim(LINK, target, { from: at, version: aVersion({ at, id: `evt_${target}_${n}` }), ...over });
  });

const writeAll = async (ledger: Ledger, claims: readonly ClaimItem[]): Promise<void> => {
  for (let at = 0; at < claims.length; at += 50)
    await ledger.write(claims.slice(at, at + 50).map((item) => ({ kind: 'claim', item }) as const));
};

const namesOf = (items: readonly ClaimItem[]): readonly string[] => items.map((item) => canonicalJson(item.claim)).sort();

export const describeClaims = (makeLedger: MakeLedger): void => {
  let ledger: Ledger;
  beforeEach(async () => {
    ledger = await makeLedger();
  });

  /** That the ledger gives what the rule gives of all of them. */
  const expectUpTo = async (all: readonly ClaimItem[], places: readonly (number | Claim)[]): Promise<void> => {
    for (const place of places) expect(namesOf(await ledger.readClaims(LINK, place))).toEqual(namesOf(claimsUpTo(all, place)));
  };

  it('are written once each, and those of a key are kept apart from those of others', async () => {
    const claims = [aClaim(LINK), aClaim(LINK, 'other', { by: 'team', from: 1 })];
    await writeAll(ledger, claims);
    await writeAll(ledger, [aClaim('stripe:customer:cus_11', 'acme', { by: 'team', from: 1 })]);
    await expect(writeAll(ledger, [aClaim(LINK)])).rejects.toBeInstanceOf(ConflictError);
    const read = await ledger.readClaims(LINK, LATEST);
    expect(read).toHaveLength(2);
    expect(read).toEqual(expect.arrayContaining(claims));
    expect(await ledger.readClaims('stripe:customer:cus', LATEST)).toEqual([]);
  });

  it('of the team have one word for one time, whoever is first', async () => {
    const says = (target: string) =>
      ledger.write([
        { kind: 'customer', item: aCustomer(target) },
        { kind: 'claim', item: aClaim(LINK, target, { by: 'team', version: aVersion({ id: target }) }) },
      ]);
    const results = await Promise.allSettled(['acme', 'beta', 'gamma'].map(says));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const result of results) if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(ConflictError);
    expect(await ledger.readClaims(LINK, LATEST)).toHaveLength(1);
  });

  it('of which there are hundreds, are given as far as they matter: before all, between, at a claim, after', async () => {
    const all = [
      ...hourly('acme', 200),
      ...hourly('beta', 130).map(({ claim }) => aClaim(LINK, 'beta', { ...claim, from: (claim.from ?? 0) + 1_800_000 })),
      aClaim(LINK, 'one'),
      aClaim(LINK, 'acme', { by: 'team', from: JUNE_1 + 50 }),
    ];
    await writeAll(ledger, all);
    const hours = [-1, 0, 0.5, 3, 24.5, 26, 60, 129.6, 180, 1_000].map((n) => JUNE_1 + n * 3_600_000);
    await expectUpTo(all, [...hours, -1, LATEST, ...all.filter((_, n) => n % 40 === 3).map(({ claim }) => claim)]);
    expect(await ledger.readClaims(LINK, JUNE_1 + 60 * 3_600_000)).toHaveLength(6);
  });

  it('without a time are given by their version, as many as there are', async () => {
    const all = [...hourly('acme', 120, { from: null }), ...hourly('beta', 120, { from: null }), ...hourly('beta', 30)];
    await writeAll(ledger, all);
    await expectUpTo(all, [0, JUNE_1, LATEST, ...all.filter((_, n) => n % 25 === 7).map(({ claim }) => claim)]);
  });

  it('of one time are given by their version, the last of each target', async () => {
    const tied = (target: string) =>
      Array.from({ length: 70 }, (_, n) => aClaim(LINK, target, { from: JUNE_1, version: aVersion({ at: JUNE_1, id: String(n * 7) }) }));
    const all = [...tied('acme'), ...tied('beta#x')];
    await writeAll(ledger, all);
    await expectUpTo(all, [JUNE_1 - 1, JUNE_1, JUNE_1 + 1]);
    const read = await ledger.readClaims(LINK, JUNE_1);
    expect(read.map(({ claim }) => claim.version.id).sort()).toEqual(['0', '0', '483', '483']);
  });

  it('of many targets have each of them, and of the team all', async () => {
    const targets = Array.from({ length: 60 }, (_, n) => aClaim(LINK, `customer ${n}#`, { from: JUNE_1 + n }));
    const team = Array.from({ length: 60 }, (_, n) => aClaim(LINK, 'acme', { by: 'team', from: n - 30 }));
    const all = [...targets, ...hourly('acme', 40), ...team];
    await writeAll(ledger, all);
    await expectUpTo(all, [JUNE_1 + 7, LATEST]);
    expect(await ledger.readClaims(LINK, LATEST)).toHaveLength(60 + 60 + 2);
  });

  it('exactly as many as a page has, of one target or of two', async () => {
    for (const count of [24, 25, 26, 49, 50, 51]) {
      ledger = await makeLedger();
      const all = [...hourly('acme', count), ...hourly('beta', 1)];
      await writeAll(ledger, all);
      await expectUpTo(all, [JUNE_1, JUNE_1 + 24 * 3_600_000, LATEST]);
    }
  });

  it('are all given to who asks for all, page by page', async () => {
    const all = [...hourly('acme', 60), aClaim(LINK, 'acme', { by: 'team' }), { ...aClaim(LINK, 'x'.repeat(255)), erased: true as const }];
    await writeAll(ledger, all);
    await writeAll(ledger, [aClaim('stripe:customer:cus_11', 'acme')]);
    const read = await readAll(7, (page) => ledger.allClaims(LINK, page));
    expect(namesOf(read)).toEqual(namesOf(all));
    expect(read.filter(({ erased }) => erased).map(({ claim }) => claim.target)).toEqual([customerKey('x'.repeat(255))]);
  });
};
