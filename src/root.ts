import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A checkout runs from its sources; the package is built, with all of its code in one folder. */
export const isCheckout = import.meta.url.endsWith('.ts');

/** The path of a file that the program reads at run time: it is in the same place in a checkout and below `dist`. */
export function projectPath(file: string): string {
  return fileURLToPath(new URL(`../${file}`, import.meta.url));
}

/** Whether the program was started in a folder, or below it. */
export function isStartedIn(folder: string): boolean {
  return !relative(folder, process.cwd()).startsWith('..');
}
