// A program: writes docs/security.md. With --check it writes nothing, and fails when the page is not what it would write.
import { readFileSync, writeFileSync } from 'node:fs';
import { PRODUCTION } from '../stacks.ts';
import { securityDocument } from './document.ts';

const PAGE = 'docs/security.md';

const text = `${securityDocument(PRODUCTION)}\n`;
if (!process.argv.includes('--check')) writeFileSync(PAGE, text);
else if (readFileSync(PAGE, 'utf8') !== text) {
  process.stderr.write(`${PAGE} is not what the templates say: run npm run security\n`);
  process.exitCode = 1;
}
