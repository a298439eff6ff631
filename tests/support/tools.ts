import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A module of the tools, which are no packages of the project's own: the caller says what it takes from it. */
export async function importOfTools<Module>(file: string): Promise<Module> {
  return (await import(pathToFileURL(resolve('tools/node_modules', file)).href)) as Module;
}
