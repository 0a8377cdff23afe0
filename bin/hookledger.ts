import { enableCompileCache } from 'node:module';

// Before the first real import: compiled code is kept between starts.
enableCompileCache();

const { runCli } = await import('../lib/cli/run-cli.ts');
await runCli(process.argv);
