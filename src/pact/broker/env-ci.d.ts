/** What is used of env-ci, which has no types of its own. */
declare module 'env-ci' {
  export default function envCi(options: {
    env: Readonly<Record<string, string | undefined>>;
    cwd?: string;
  }): {
    readonly isCi: boolean;
    readonly commit?: string;
    readonly branch?: string;
    /** The branch that a pull request comes from. */
    readonly prBranch?: string;
    readonly buildUrl?: string;
  };
}
