import { Broker } from '../pact/broker/broker.ts';
import { stillWaiting } from '../pact/broker/messages.ts';
import { secretsOf } from '../redaction/from-settings.ts';
import type { BrokerSettings } from '../settings/broker.ts';
import { networkFrom } from '../settings/network.ts';
import type { Io } from './io.ts';

/** The broker of the settings, as a command speaks to it: who waits is told so, and no secret gets onto the terminal. */
export function openBroker(
  settings: BrokerSettings,
  { env, stderr, signal }: Omit<Io, 'stdout' | 'cwd'>,
): Broker {
  return new Broker(settings, {
    network: networkFrom(env),
    secrets: secretsOf({}, env),
    signal,
    onWait: (doing) => stderr.write(stillWaiting(doing)),
  });
}
