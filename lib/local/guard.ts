// A program of its own: node guard.ts <command> [arguments…]
//
// Runs the command for as long as somebody holds the other end of this program's standard input. A parent that is killed cannot
// stop its children, but the system closes its pipes: so nothing is left behind, on any platform.
import { spawn } from 'node:child_process';

const STOP_WITHIN_MS = 1_000;

const [command = '', ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], windowsHide: true });

const stop = (): void => {
  child.kill('SIGTERM');
  setTimeout(() => child.kill('SIGKILL'), STOP_WITHIN_MS);
};

child.on('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
});
child.on('exit', (code) => process.exit(code ?? 1));
process.stdin.on('end', stop).on('error', stop).resume();
