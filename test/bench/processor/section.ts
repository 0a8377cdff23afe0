import type { Section } from '../section.ts';
import { measureBatches } from './batches.ts';
import { measureProviders } from './by-provider.ts';
import { measureCpuTime } from './cpu-time.ts';
import { measureGrowth } from './growth.ts';
import { startProcessors } from './measured-processor.ts';
import { measureSimulated } from './simulated.ts';
import { measureSingleEvents } from './single-events.ts';

/** What the processor takes of DynamoDB for an event, over the embedded one. */
export const processor: Section = {
  id: 'processor',
  title: 'What an event takes of DynamoDB',
  measure: async ({ quick, say }) => {
    const processors = await startProcessors();
    try {
      say('one event at a time');
      const { goals, tables } = await measureSingleEvents(processors);
      const byProvider = await measureProviders(processors);
      say('rows and links that have grown');
      const growth = await measureGrowth(processors);
      say('batches');
      const batches = await measureBatches(processors, quick ? 1 : 5);
      const simulated = await measureSimulated(processors, quick ? 5 : 60);
      say('CPU time');
      const cpu = await measureCpuTime(processors, quick ? { rounds: 1, batches: 3 } : { rounds: 9, batches: 10 });
      return { goals, tables: [...tables, byProvider, ...growth, batches, simulated, cpu] };
    } finally {
      await processors.stop();
    }
  },
};
