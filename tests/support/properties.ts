import fc from 'fast-check';

/**
 * The properties of all tests: the same values at each `npm test`, so that no run fails by chance. `npm run soak` tries
 * others, from a seed that it prints.
 */
fc.configureGlobal({ seed: Number(process.env.PROPERTIES_SEED ?? 1) });

export { fc };
