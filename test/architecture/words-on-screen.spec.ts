import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';

// What a feature of the screens says stands in its `ja.ts`, what several say in `lib/words.ts`, and what a record is called in its description.
const web = resolve(__dirname, '../../apps/web/src');
const features = join(web, 'features');

/** They still say their words where they use them: the next change of such a screen takes it off this list. */
const NOT_YET = ['account', 'admin', 'audit', 'handover', 'onward', 'session'];

const JAPANESE = /[ぁ-んァ-ヶ一-龠]/;

/** Japanese in literals and in the text of elements; comments are for developers. */
function saidIn(name: string, source: string): readonly string[] {
  const said: string[] = [];
  const visit = (node: ts.Node): void => {
    const speaks = ts.isStringLiteralLike(node) || ts.isJsxText(node) || ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node);
    if (speaks && JAPANESE.test(node.text)) said.push(`${name}: ${node.text.trim()}`);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(name, source, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX));
  return said;
}

const filesOf = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.spec.ts'));
const textOf = (...path: string[]): string => readFileSync(join(...path), 'utf8');
const saidOutside = (feature: string): readonly string[] =>
  filesOf(join(features, feature)).filter((file) => file !== 'ja.ts').flatMap((file) => saidIn(join(feature, file), textOf(features, feature, file)));
const keysOf = (text: string): readonly string[] => [...text.matchAll(/^ {2}(\w+):/gm)].map(([, key = '']) => key);

const all = readdirSync(features);

describe('the words of the screens', () => {
  it.each(all.filter((feature) => !NOT_YET.includes(feature)))('%s says them in its dictionary', (feature) => {
    expect(saidOutside(feature)).toEqual([]);
  });

  it('waits for no feature that says them there already', () => {
    expect(NOT_YET.filter((feature) => existsSync(join(features, feature, 'ja.ts')))).toEqual([]);
    expect(NOT_YET.filter((feature) => saidOutside(feature).length === 0)).toEqual([]);
  });

  it('has no word that no screen says', () => {
    const unused = all.filter((feature) => existsSync(join(features, feature, 'ja.ts'))).flatMap((feature) => {
      const source = filesOf(join(features, feature)).map((file) => textOf(features, feature, file)).join('\n');
      return keysOf(textOf(features, feature, 'ja.ts')).filter((key) => !new RegExp(`\\bja\\.${key}\\b`).test(source)).map((key) => `${feature}: ${key}`);
    });
    const everything = filesOf(web).map((file) => textOf(web, file)).join('\n');
    expect(unused.concat(keysOf(textOf(web, 'lib/words.ts')).filter((key) => !new RegExp(`\\bwords\\.${key}\\b`).test(everything)))).toEqual([]);
  });

  it('is heard in every place where a screen may say one', () => {
    const screen = 'const a = <p title="題">{`残り${n}件`} 本文 {other ? "はい" : ja.no}</p>; // 注釈\n';
    expect(saidIn('x', screen)).toEqual(['x: 題', 'x: 残り', 'x: 件', 'x: 本文', 'x: はい']);
  });
});
