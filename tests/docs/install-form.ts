import { readFileSync } from 'node:fs';

/** What of `package.json` decides how the documents install the package: as long as it is `private`, it is not on npm. */
interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
}

export const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;

/** A document whose commands install the package from where it is, and that says so as long as it is not on npm. */
export function withInstallForm(document: string, { name, version, private: notOnNpm }: Manifest): string {
  const file = `${name}-${version}.tgz`;
  const note = `**The package is not on npm yet.** Do not install it from there: the name could be anybody's. Until the first release you need
its file, \`${file}\`. In a checkout of the project, \`npm ci && npm pack\` makes it. Put it one folder above the
one where you install it. Type \`npx ${name}\` only where it is installed: anywhere else, npx asks npm for it.
`;
  return document
    .replaceAll(/(?<=^npm install )\S+$/gm, (what) =>
      !what.includes(name) ? what : notOnNpm ? `../${file}` : name,
    )
    .replaceAll(/(?<=^<!-- not on npm -->\n)[\s\S]*?(?=^<!-- end -->$)/gm, notOnNpm ? note : '');
}
