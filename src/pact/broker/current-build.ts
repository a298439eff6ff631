import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { InputError } from '../../errors.ts';
import { optionalPackage } from '../../optional-package.ts';
import type { Environment } from '../../settings/environment.ts';

interface Checkout {
  readonly realEnv: Environment;
  readonly cwd: string;
}

export const BROKER_PACKAGES = 'env-ci @pact-foundation/pact-cli';

export interface Build {
  readonly isCi: boolean;
  readonly commit: string | undefined;
  readonly branch: string | undefined;
  readonly buildUrl: string | undefined;
}

export async function currentBuild({ realEnv: env, cwd }: Checkout): Promise<Build> {
  const { default: envCi } = await optionalPackage(() => import('env-ci'), 'env-ci', 'The Pact Broker', {
    installs: BROKER_PACKAGES,
  });
  const { isCi, commit, branch, prBranch, buildUrl } = envCi({ env, cwd });
  return { isCi, commit, branch: prBranch ?? branch, buildUrl };
}

export function commitOf({ commit }: Build): string {
  if (!commit)
    throw new InputError(
      'The version is the commit, but git does not report a commit: run this in a git checkout.',
    );
  return commit;
}

/** Refuses a work tree with changes: what is published would differ from the commit. */
export async function refuseDirtyWorkTree({ realEnv: env, cwd }: Checkout): Promise<void> {
  const { stdout } = await promisify(execFile)('git', ['status', '--porcelain'], { cwd, env }).catch(
    (error: Error) => {
      throw new InputError(
        `git cannot report whether the work tree has changes (${error.message.split('\n')[0]}). Run this in a git checkout.`,
      );
    },
  );
  const files = stdout.split('\n').filter(Boolean);
  if (files.length > 0) {
    throw new InputError(
      `The work tree has changes (${files[0]?.slice(3)}${files.length > 1 ? ` and ${files.length - 1} more` : ''}), but the version is the commit, which does not have them: commit them, or add --allow-dirty.`,
    );
  }
}
