#!/usr/bin/env node
import * as nodeModule from 'node:module';

// Before the first real import: compiled code is kept between starts. Node 20 cannot.
nodeModule.enableCompileCache?.();

const { runCli } = await import('../lib/cli/run-cli.ts');
await runCli(process.argv);
