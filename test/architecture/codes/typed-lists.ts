import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';

export interface TypedList {
  readonly place: string;
  readonly words: readonly string[];
}

/** Every list of words in a source: arrays and unions of two or more texts, and keys of an object whose values are all texts. */
export function listsIn(place: string, text: string): readonly TypedList[] {
  const source = ts.createSourceFile(place, text, ts.ScriptTarget.Latest, true, place.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS);
  const found: TypedList[] = [];
  const add = (node: ts.Node, words: readonly (string | undefined)[]): void => {
    const known = words.filter((word) => word !== undefined && word !== '');
    if (known.length < 2 || known.length < words.filter((word) => word !== '').length) return;
    found.push({ place: `${place}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`, words: known as string[] });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isArrayLiteralExpression(node)) {
      add(node, node.elements.map((one) => (ts.isStringLiteral(one) ? one.text : valueOf(one))));
    }
    if (ts.isUnionTypeNode(node)) {
      const types = node.types.filter((one) => !(ts.isLiteralTypeNode(one) && one.literal.kind === ts.SyntaxKind.NullKeyword));
      add(node, types.map((one) => (ts.isLiteralTypeNode(one) && ts.isStringLiteral(one.literal) ? one.literal.text : undefined)));
    }
    if (ts.isObjectLiteralExpression(node)) {
      add(node, node.properties.map((one) => (ts.isPropertyAssignment(one) && isJapanese(one.initializer) ? one.name.getText().replaceAll("'", '') : undefined)));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The value of a choice: { value: 'x', label: 'い' }. */
function valueOf(node: ts.Expression): string | undefined {
  if (!ts.isObjectLiteralExpression(node)) return undefined;
  const value = node.properties.find((one): one is ts.PropertyAssignment => ts.isPropertyAssignment(one) && one.name.getText() === 'value');
  return value !== undefined && ts.isStringLiteral(value.initializer) ? value.initializer.text : undefined;
}

function isJapanese(node: ts.Expression): boolean {
  return ts.isStringLiteral(node) && /[\u3040-\u30ff\u4e00-\u9fff]/.test(node.text);
}

/** Every list of words that the product's sources type: rooms, applications, screens. The demo's stories and tests are no product. */
export function typedLists(root: string): readonly TypedList[] {
  return ['libs', 'apps'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !/\.spec\.|generated|\/testing\/|\/demo\/|node_modules/.test(file))
      .flatMap((file) => listsIn(`${folder}/${file}`, readFileSync(join(root, folder, file), 'utf8'))),
  );
}
