// A program: writes the dictionaries named, `stripe.2`, of what the fixtures are today. One that is there is never written again.
import { existsSync, writeFileSync } from 'node:fs';
import { brotliCompressSync } from 'node:zlib';
import { PROVIDER_IDS } from '../../../functions/domain/keys.ts';
import { bodyDictionary, ledgerDictionary } from './sources.ts';

const LINE = 120;

const textOf = async (name: string): Promise<string> => {
  const provider = PROVIDER_IDS.find((id) => id === name);
  if (provider !== undefined) return bodyDictionary(provider);
  if (name === 'ledger') return ledgerDictionary();
  throw new Error(`A dictionary is of ledger, ${PROVIDER_IDS.join(', ')}, not of ${name}`);
};

for (const id of process.argv.slice(2)) {
  const [name = '', version] = id.split('.');
  const path = `functions/ledger/dictionaries/${name}-${version}.ts`;
  if (existsSync(path)) throw new Error(`${path} is there: data may be stored with it, so it must stay what it is`);
  const text = await textOf(name);
  const base64 = brotliCompressSync(text).toString('base64');
  const lines = base64.match(new RegExp(`.{1,${LINE}}`, 'g')) ?? [];
  writeFileSync(
    path,
    `// Written by test/ledger/dictionaries/write.ts, and never changed.\nexport const ${name.toUpperCase()}_${version} = \`\n${lines.join('\n')}\n\`;\n`,
  );
  process.stdout.write(`${path}: ${text.length} characters, ${base64.length} in the bundle\n`);
}
