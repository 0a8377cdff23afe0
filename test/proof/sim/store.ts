import type { Ledger } from '../../../functions/ledger/ledger.ts';
import type { MemoryLedger } from '../../../functions/ledger/memory-ledger.ts';
import type { Host } from './host.ts';
import type { Kernel } from './kernel.ts';
import { createStaleIndex } from './stale-index.ts';
import type { Watch } from './watch.ts';

const CONDITIONAL: ReadonlySet<string> = new Set(['write', 'writeRecord']);

/** The ledger as one process sees it: each call goes over the wire, is watched, and answered when its turn comes. */
export const createStore = (kernel: Kernel, memory: MemoryLedger, watch: Watch) => {
  const ledgerOf = createStaleIndex(kernel, memory);
  return (host: Host): Ledger =>
    new Proxy<Ledger>(memory, {
      get: (_, property) => {
        const name = String(property);
        return (...args: readonly unknown[]) =>
          kernel.call(host, { name, about: aboutOf(args), conflicts: CONDITIONAL.has(name) }, () => {
            const ledger = ledgerOf(name);
            const method: unknown = Reflect.get(ledger, name);
            if (typeof method !== 'function') throw new Error(`The ledger has no ${name}`);
            return watch(name, args, () => Reflect.apply(method, ledger, args));
          });
      },
    });
};

const aboutOf = (args: readonly unknown[]): string => args.map(textOf).join(' ').slice(0, 160);

const textOf = (arg: unknown): string => {
  if (typeof arg === 'string') return arg;
  if (Buffer.isBuffer(arg)) return '';
  if (Array.isArray(arg)) return arg.map(textOf).join(' ');
  if (typeof arg !== 'object' || arg === null) return String(arg);
  if ('item' in arg) return `${'kind' in arg ? arg.kind : ''} ${textOf(arg.item)}`;
  if ('providerKey' in arg) return `${arg.providerKey}`;
  if ('awaited' in arg && 'row' in arg) return `${arg.awaited} ${textOf(arg.row)}`;
  if ('key' in arg) return `${arg.key}${'version' in arg ? `@${arg.version}` : ''}`;
  return 'id' in arg ? `${arg.id}` : '';
};
