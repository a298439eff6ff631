import { InputError } from './errors.ts';
import { isStartedIn, projectPath } from './root.ts';

/** Loads a package that only some users need, and that is not installed with this one. */
export async function optionalPackage<Loaded>(
  load: () => Loaded | Promise<Loaded>,
  name: string,
  what: string,
  { installs = name, runsWithUsers = false } = {},
): Promise<Loaded> {
  try {
    return await load();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== 'ERR_MODULE_NOT_FOUND' && code !== 'MODULE_NOT_FOUND') throw error;
    const how = ['npm install', ...(runsWithUsers ? [] : [howToInstall()]), installs].join(' ');
    throw new InputError(`${what} needs the package ${name}: run ${how}`);
  }
}

/** A globally installed package finds only packages that are installed globally too. */
function howToInstall(): string {
  const here = projectPath('');
  const [project = here] = here.split(/[\\/]node_modules[\\/]/);
  return isStartedIn(project) ? '--save-dev' : '--global';
}
