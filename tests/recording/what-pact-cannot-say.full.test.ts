import { describe, it } from '@jest/globals';
import { others } from './first-rows.ts';
import {
  askedOfNoOther,
  heldInEveryLetter,
  inEveryLetter,
  ofOwnChecks,
  ofStatuses,
  takenAsSeen,
} from './own-rule-clients.ts';

describe('what a client compares in every letter is asked for so', () => {
  it.each(others(inEveryLetter))('%s', heldInEveryLetter);
});

describe('what our own checks ask for is asked for of a client that', () => {
  it.each(others(ofOwnChecks))('%s, and of no other', askedOfNoOther);
});

it.each(others(ofStatuses))(
  'a client that takes %s is asked no more, in any class that it was seen to take',
  takenAsSeen,
);
