import { it } from '@jest/globals';
import { others } from './first-rows.ts';
import { arrivesAsItWasSent, framedClients, isNamed, notKeptOf } from './kept-requests.ts';

it.each(others(framedClients))('verify sends the very headers of a client that %s', arrivesAsItWasSent);

it.each(others(notKeptOf))('what the file of a pact cannot keep of a request is named: %s', isNamed);
