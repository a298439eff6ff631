import ts from 'typescript';
import { markdownTable } from '../../../src/reports/markdown-table.ts';

/** The entries of the package, and what each is for. */
const entries = {
  'jira-session-contracts': { file: 'src/index.ts', about: 'Verifies, and records your own client.' },
  'jira-session-contracts/client': {
    file: 'src/client.ts',
    about: 'The clients of this project. They need the package `axios`.',
  },
  'jira-session-contracts/mock': { file: 'src/mock.ts', about: 'The mocked Jira.' },
} as const;

/** The public API, from the exports of each entry and their docstrings. */
export function apiPage(): string {
  const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, '.');
  const files = Object.values(entries).map(({ file }) => file);
  const program = ts.createProgram(files, options);
  const sections = Object.entries(entries).flatMap(([entry, { file, about }]) => [
    `## ${entry}`,
    '',
    about,
    '',
    ...sectionsOf(file, program),
  ]);
  return [
    '# The library',
    '',
    'The package has three entries, and importing one loads nothing of the others: ES modules, and `require` for CommonJS. `npm run docs` writes this page from the docstrings. These names are public. All else may change.',
    '',
    '```ts',
    ...example,
    '```',
    '',
    ...sections,
  ].join('\n');
}

/** What one entry exports. */
function sectionsOf(file: string, program: ts.Program): string[] {
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file);
  const module = source && checker.getSymbolAtLocation(source);
  if (!module) throw new Error(`${file} exports nothing`);
  const symbols = checker
    .getExportsOfModule(module)
    .map((symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol))
    .map((symbol) => ({ name: symbol.name, symbol, kind: kindOf(symbol) }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
  return (['function', 'class', 'error', 'type', 'constant'] as const).flatMap((kind) => {
    const ofKind = symbols.filter((one) => one.kind === kind);
    if (ofKind.length === 0) return [];
    return [`### ${titles[kind]}`, '', ...ofKind.flatMap(({ symbol }) => sectionOf(symbol, checker))];
  });
}

const example = [
  "import { verify } from 'jira-session-contracts';",
  "import { JiraSessionClient, JiraTokenClient } from 'jira-session-contracts/client';",
  '',
  "const baseUrl = 'https://jira.example.com/rest';",
  'const jira = new JiraSessionClient({ baseUrl });',
  "await jira.logIn('bob', password); // throws CaptchaChallengeError with its logInUrl, LogInFailedError, ...",
  'const { name } = await jira.currentUser();',
  'await jira.logOut();',
  '',
  '// What replaces it: no log-in, no cookie.',
  "const token = { kind: 'personal-access-token', token: personalAccessToken } as const;",
  'const { id } = await new JiraTokenClient({ baseUrl, token }).currentUser();',
  '',
  '// The same verification, in a test of your own: nothing is printed, and what is found is data.',
  "const { exitCode, targets } = await verify({ target: { kind: 'mocked', flavour: 'datacenter' } });",
];

const titles = {
  function: 'Functions',
  class: 'Classes',
  error: 'Errors',
  type: 'Types',
  constant: 'Constants',
} as const;

function kindOf(symbol: ts.Symbol): keyof typeof titles {
  if (symbol.flags & ts.SymbolFlags.Class) return symbol.name.endsWith('Error') ? 'error' : 'class';
  if (symbol.flags & ts.SymbolFlags.Function) return 'function';
  if (symbol.flags & ts.SymbolFlags.Variable) return 'constant';
  return 'type';
}

const docOf = (symbol: ts.Symbol, checker: ts.TypeChecker) =>
  ts
    .displayPartsToString(symbol.getDocumentationComment(checker))
    .replaceAll(/\s*\n\s*/g, ' ')
    .replaceAll(/\{@link (\w+)\}/g, '`$1`')
    .replaceAll('<', '&lt;');

/** `@param`, `@returns` and `@throws`, a line each. */
const tagsOf = (symbol: ts.Symbol, checker: ts.TypeChecker) =>
  symbol.getJsDocTags(checker).map(({ name, text }) => {
    const words = ts.displayPartsToString(text).replaceAll(/\s*\n\s*/g, ' ');
    return `- _${name}_ ${name === 'param' ? words.replace(/^(\S+)/, '`$1`') : words}`;
  });

function sectionOf(symbol: ts.Symbol, checker: ts.TypeChecker): string[] {
  const [declaration] = symbol.declarations ?? [];
  if (!declaration) return [];
  const tags = tagsOf(symbol, checker);
  return [
    `#### ${symbol.name}`,
    '',
    docOf(symbol, checker),
    ...(tags.length > 0 ? ['', ...tags] : []),
    '',
    ...shapeOf(declaration, checker),
  ];
}

function shapeOf(declaration: ts.Declaration, checker: ts.TypeChecker): string[] {
  const code = (text: string) => ['```ts', text, '```', ''];
  if (ts.isFunctionDeclaration(declaration))
    return code(withoutBody(declaration, `function ${declaration.name?.text}`));
  if (ts.isClassDeclaration(declaration)) {
    const extended = declaration.heritageClauses?.map((clause) => ` ${clause.getText()}`).join('') ?? '';
    return [
      ...code(`class ${declaration.name?.text}${extended}`),
      ...membersOf(declaration.members, checker),
    ];
  }
  if (ts.isInterfaceDeclaration(declaration)) return membersOf(declaration.members, checker);
  if (ts.isTypeAliasDeclaration(declaration))
    return code(oneLine(declaration.getText().replace(/^export /, '')));
  return [];
}

function membersOf(members: ts.NodeArray<ts.Declaration>, checker: ts.TypeChecker): string[] {
  const rows = members.flatMap((member) => {
    if (ts.getCombinedModifierFlags(member) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected))
      return [];
    const name = ts.getNameOfDeclaration(member)?.getText() ?? '';
    if (name.startsWith('#')) return [];
    const symbol = checker.getSymbolAtLocation(ts.getNameOfDeclaration(member) ?? member);
    const docs = symbol
      ? [docOf(symbol, checker), ...tagsOf(symbol, checker).map((tag) => tag.slice(2))]
      : [];
    return [[`\`${signatureOf(member, checker)}\``, docs.filter(Boolean).join(' ')]];
  });
  return rows.length > 0 ? [markdownTable(['member', 'what it is'], rows), ''] : [];
}

function signatureOf(member: ts.Declaration, checker: ts.TypeChecker): string {
  if (ts.isConstructorDeclaration(member)) return withoutBody(member, 'constructor');
  if (ts.isMethodDeclaration(member)) return withoutBody(member, member.name.getText());
  if (ts.isPropertyDeclaration(member) || ts.isPropertySignature(member)) {
    const optional = member.questionToken ? '?' : '';
    const type = member.type?.getText() ?? checker.typeToString(checker.getTypeAtLocation(member));
    return oneLine(`${member.name.getText()}${optional}: ${type}`);
  }
  return oneLine(member.getText().replace(/\s*\{[\s\S]*$/, ''));
}

function withoutBody(node: ts.FunctionLikeDeclaration, name: string): string {
  const parameters = node.parameters
    .map((one) => {
      // A pattern that takes a parameter apart says nothing to a reader: its type does.
      const called = ts.isIdentifier(one.name) ? one.name.text : 'options';
      return `${called}${one.questionToken || one.initializer ? '?' : ''}${one.type ? `: ${one.type.getText()}` : ''}`;
    })
    .join(', ');
  return oneLine(`${name}(${parameters})${node.type ? `: ${node.type.getText()}` : ''}`);
}

const oneLine = (text: string) =>
  text
    .replaceAll(/\/\*\*[\s\S]*?\*\//g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
