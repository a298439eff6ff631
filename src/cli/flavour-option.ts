import { Option } from 'commander';
import { flavours } from '../mock-jira/flavours.ts';

/** @param text what it chooses */
export const flavourOption = (text: string) =>
  new Option('--flavour <name>', text).choices(Object.keys(flavours));
