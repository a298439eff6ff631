import { createRequire } from 'node:module';
import { resolve } from 'node:path';

/** The page that has the picture. */
export const ARCHITECTURE_PAGE = 'docs/engineering/architecture.md';

const { folders } = createRequire(resolve('package.json'))('./.dependency-cruiser.cjs') as {
  readonly folders: Readonly<Record<string, readonly string[]>>;
};

/** The page with the picture of the folders as the lint rules have them; an arrow that others lead to is left out. */
export function withPicture(page: string): string {
  const lines = Object.entries(folders)
    .map(([folder, others]) => {
      const direct = others.filter((other) => !others.some((between) => reachesOver(between, other)));
      return `  ${[folder, direct.join(' & ')].filter(Boolean).join(' --> ')}`;
    })
    .reverse();
  return page.replace(/(?<=^```mermaid\n)[^`]*(?=^```$)/m, `${['flowchart TD', ...lines].join('\n')}\n`);
}

function reachesOver(from: string, to: string): boolean {
  return (folders[from] ?? []).some((next) => next === to || reachesOver(next, to));
}
