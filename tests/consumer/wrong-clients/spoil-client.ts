/** Spoils the client for the test file that is about to run, as `globals.wrongClient` of jest's configuration says. */
import axios from 'axios';
import { JiraSessionClient } from '../../../src/client/session-client.ts';
import { wrongClients } from './wrong-clients.ts';

const { wrongClient } = globalThis as unknown as { wrongClient: string };
wrongClients[wrongClient]?.spoil(axios, JiraSessionClient);
