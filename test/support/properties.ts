import * as fc from 'fast-check';

/** The same cases in every run, so that none fails by chance; others with `PROPERTY_SEED=7 npm test`. A failure tells its seed. */
fc.configureGlobal({ seed: Number(process.env['PROPERTY_SEED'] ?? 1) });

export { fc };
