import { it } from '@jest/globals';
import { others } from './first-rows.ts';
import { shownAndNotUsed, spellings } from './refused-clients.ts';

it.each(others(spellings))('a refusal that a client prints %s is shown, and not used', shownAndNotUsed);
