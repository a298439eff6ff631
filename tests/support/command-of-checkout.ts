import type { DeclaredCommand } from '../../src/cli/command.ts';

/** The command of this name, where it is one of a checkout and not one of the package. */
export async function commandOfCheckout(name: string | undefined): Promise<DeclaredCommand | undefined> {
  if (name === 'mutate') return (await import('../../mutation/mutate-command.ts')).mutate;
  if (name === 'broker') return (await import('../../dev-broker/broker-command.ts')).broker;
  return undefined;
}
