import type { Command } from 'commander';

const CHANGES: readonly (readonly [from: string, to: string])[] = [
  // Reading it twice, as `source ~/.bashrc` does, is no error.
  ['readonly ShellComp', 'ShellComp'],
  // A bash without its package bash-completion does not have this function.
  [
    '_get_comp_words_by_ref -n "=:" cur prev words cword',
    'if declare -F _get_comp_words_by_ref >/dev/null; then _get_comp_words_by_ref -n "=:" cur prev words cword; else cur=${COMP_WORDS[COMP_CWORD]} words=("${COMP_WORDS[@]}"); fi',
  ],
  // What somebody has typed so far is handed on as it is: with eval, pressing the tab key would run it.
  [
    'out=$(eval "$requestComp" 2>/dev/null)',
    'out=$(jira-session-contracts complete -- "${words[@]:1}" 2>/dev/null)',
  ],
  // Where nothing is offered, a file may be meant.
  [
    'COMPREPLY=( $(compgen -W "${completions[*]}" -- "$cur") )',
    'COMPREPLY=( $(compgen -W "${completions[*]}" -- "$cur") )\n    if (( ${#COMPREPLY[@]} == 0 )); then compopt -o filenames 2>/dev/null; COMPREPLY=( $(compgen -f -- "$cur") ); fi',
  ],
];

export async function addCompletion(program: Command, shell: string | undefined): Promise<void> {
  const { default: addTo } = await import('@bomb.sh/tab/commander');
  addTo(program);
  if (shell !== 'bash') return;
  // The library prints its script itself.
  const print = console.log;
  console.log = (script: string) => {
    console.log = print;
    print(CHANGES.reduce((changed, [from, to]) => changed.replaceAll(from, to), script));
  };
}
