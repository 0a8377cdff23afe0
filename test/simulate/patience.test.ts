import { PROVIDER_IDS } from '../../functions/domain/keys.ts';
import { createPace } from '../../lib/simulate/pace.ts';
import { MOST_ATTEMPTS, waitMs } from '../../lib/simulate/patience.ts';

describe('the wait before an event is sent again', () => {
  it("is the provider's own, made faster", () => {
    expect([waitMs('stripe', 1), waitMs('chargebee', 2), waitMs('chargify', 1)]).toEqual([500, 600, 200]);
  });

  it.each(PROVIDER_IDS)('is two seconds at most for %s, and after its last attempt', (provider) => {
    const waits = Array.from({ length: MOST_ATTEMPTS }, (_, failed) => waitMs(provider, failed + 1));
    expect(Math.max(...waits)).toBe(2_000);
    expect(waits.at(-1)).toBe(2_000);
  });

  it('is as long as the answer asks for, up to half a minute', () => {
    expect([waitMs('stripe', 1, 7_000), waitMs('stripe', 1, 600_000)]).toEqual([7_000, 30_000]);
  });
});

describe('the pace', () => {
  it('lets so many begin in a second, and makes up for nothing', () => {
    let now = 1_000;
    const pace = createPace(4, () => now);
    expect([pace(), pace(), pace()]).toEqual([0, 250, 500]);
    now += 10_000;
    expect([pace(), pace()]).toEqual([0, 250]);
  });
});
