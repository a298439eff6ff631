import { commandsPage } from './commands-page.ts';
import { contractPage } from './contract-page.ts';
import { providerStatesPage } from './provider-states-page.ts';
import { reportPage } from './report-page.ts';
import { TRUTH_PAGE, truthPage } from './truth-page.ts';
import { whatJiraSaysPage } from './what-jira-says-page.ts';

/** The pages that are written by a program, and never by hand. */
export const pages: readonly { readonly file: string; readonly page: () => string | Promise<string> }[] = [
  { file: 'docs/reference/contract.md', page: contractPage },
  { file: 'docs/reference/commands.md', page: commandsPage },
  { file: 'docs/reference/provider-states.md', page: providerStatesPage },
  { file: 'docs/reference/report.md', page: reportPage },
  { file: 'docs/reference/what-jira-says.md', page: whatJiraSaysPage },
  { file: TRUTH_PAGE, page: truthPage },
];
