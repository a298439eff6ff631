import { InputError } from './errors.ts';

/**
 * Loads a package that only some users need, and that is not installed with this one.
 *
 * @param load imports it
 * @param name as npm knows it
 * @param what needs it, in words
 * @throws InputError with the line that installs it, where it is not there
 */
export async function optionalPackage<Loaded>(
  load: () => Loaded | Promise<Loaded>,
  name: string,
  what: string,
): Promise<Loaded> {
  try {
    return await load();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ERR_MODULE_NOT_FOUND' && code !== 'MODULE_NOT_FOUND') throw error;
    throw new InputError(`${what} needs the package ${name}: run npm install --save-dev ${name}`);
  }
}
