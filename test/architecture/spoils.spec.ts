import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';

const web = resolve(__dirname, '../../apps/web/src');

/** Writes that are no commands of a screen: they end or change who is looked for, or keep what is being typed. */
const NO_COMMANDS: ReadonlySet<string> = new Set(['signIn', 'signOut', 'lockSession', 'unlockSession', 'beginAtProvider', 'finishAtProvider', 'saveDraft', 'deleteDraft']);
const WRITES: ReadonlySet<string> = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

interface Write {
  readonly where: string;
  /** Absent: it says nothing of what it spoils. */
  readonly spoils: readonly string[] | undefined;
}

const files = readdirSync(join(web, 'features'), { recursive: true, encoding: 'utf8' });
const sources = files.filter((file) => /^[^/]+\/api\/[^/]+\.ts$/.test(file)).map((file) => ts.createSourceFile(file, readFileSync(join(web, 'features', file), 'utf8'), ts.ScriptTarget.Latest, true));
const constants = new Map<string, string>();
const families = new Set<string>();
const writes: Write[] = [];
for (const source of sources) visit(source, readConstants);
for (const source of sources) visit(source, (node) => readNode(source, node));

function visit(node: ts.Node, work: (node: ts.Node) => void): void {
  work(node);
  ts.forEachChild(node, (child) => visit(child, work));
}

/** `const PLACEMENTS_KEY = ['placements'] as const`: named by file, because two may have one name. */
function readConstants(node: ts.Node): void {
  if (!ts.isVariableDeclaration(node) || !node.initializer) return;
  const value = ts.isAsExpression(node.initializer) ? node.initializer.expression : node.initializer;
  if (ts.isArrayLiteralExpression(value) && value.elements[0] && ts.isStringLiteral(value.elements[0])) {
    constants.set(`${node.getSourceFile().fileName} ${node.name.getText()}`, value.elements[0].text);
  }
}

function readNode(source: ts.SourceFile, node: ts.Node): void {
  if (ts.isPropertyAssignment(node) && node.name.getText() === 'queryKey') families.add(firstWord(source, node.initializer));
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression) || node.expression.expression.getText() !== 'api') return;
  if (!WRITES.has(node.expression.name.text)) return;
  const around = enclosing(node);
  if (around.some((one) => /queryOptions$/i.test(one) || NO_COMMANDS.has(one))) return;
  writes.push({ where: `${source.fileName}: ${node.arguments[0]?.getText() ?? ''}`, spoils: spoilsAround(node) });
}

function firstWord(source: ts.SourceFile, key: ts.Expression): string {
  if (ts.isIdentifier(key)) return constants.get(`${source.fileName} ${key.text}`) ?? key.text;
  const first = ts.isArrayLiteralExpression(key) ? key.elements[0] : undefined;
  if (first && ts.isStringLiteral(first)) return first.text;
  return first && ts.isSpreadElement(first) ? firstWord(source, first.expression) : key.getText();
}

/** Names of the calls and functions around a place. */
function enclosing(node: ts.Node): readonly string[] {
  const names: string[] = [];
  for (let at: ts.Node | undefined = node.parent; at; at = at.parent) {
    if (ts.isCallExpression(at)) names.push(at.expression.getText());
    if (ts.isFunctionDeclaration(at) && at.name) names.push(at.name.text);
  }
  return names;
}

function spoilsAround(node: ts.Node): readonly string[] | undefined {
  for (let at: ts.Node | undefined = node.parent; at; at = at.parent) {
    if (!ts.isCallExpression(at) || at.expression.getText() !== 'command') continue;
    const [declared] = at.arguments;
    const list = declared && ts.isObjectLiteralExpression(declared) ? declared.properties.find((one) => one.name?.getText() === 'spoils') : undefined;
    if (list && ts.isPropertyAssignment(list) && ts.isArrayLiteralExpression(list.initializer)) {
      return list.initializer.elements.map((one) => (ts.isStringLiteral(one) ? one.text : one.getText()));
    }
  }
  return undefined;
}

describe('what a write spoils', () => {
  it('is said beside every one', () => {
    expect(writes.length).toBeGreaterThan(70);
    expect(writes.filter((one) => one.spoils === undefined).map((one) => one.where)).toEqual([]);
  });

  it('is something that screens ask for', () => {
    const unknown = writes.flatMap((one) => (one.spoils ?? []).filter((family) => !families.has(family)).map((family) => `${one.where} ${family}`));
    expect(unknown).toEqual([]);
  });

  it('is said nowhere else', () => {
    const byHand = files.filter((file) => file.endsWith('.tsx') && /useCommand\(\w+,/.test(readFileSync(join(web, 'features', file), 'utf8')));
    expect(byHand).toEqual([]);
  });

  it('is, of a placement, the introduction that it answers', () => {
    const placement = writes.find((one) => one.where.includes("'/api/clients/{id}/placements'"));
    expect(placement?.spoils).toEqual(expect.arrayContaining(['placements', 'job-search', 'follow-ups', 'today', 'annual-plans']));
  });
});
