import { readFileSync } from 'node:fs';
import { providers } from '../../functions/providers/all.ts';

const page = readFileSync('docs/providers.md', 'utf8');

/** What stands under a heading, up to the next one. */
const sectionOf = (name: string): string => page.split(/^## /m).find((section) => section.startsWith(`${name}\n`)) ?? '';

describe.each(Object.values(providers))('the set-up page of $name', ({ id, name, eventsToTick }) => {
  const section = sectionOf(name);

  it('lists the events to tick, all of them and no other', () => {
    const blocks = [...section.matchAll(/```text\n(.*?)```/gs)].map(([, block = '']) => block.split(/\s+/).filter(Boolean));
    expect(blocks).toHaveLength(1);
    expect(blocks.flat().sort()).toEqual([...eventsToTick].sort());
  });

  it('says where the URL goes, how to put the secret, where the customer key goes, and how to send again', () => {
    expect(section).toContain(`\`/webhooks/${id}\``);
    expect(section).toContain(`npm run --silent secrets -- put ${id} --stage <stage>`);
    for (const heading of ['**Endpoint.**', '**Events.**', '**Secret.**', '**Customer key.**', '**Send again.**']) {
      expect(section).toContain(heading);
    }
  });
});
