import { readFile } from 'node:fs/promises';
import { DomainError, type FieldError, invalid } from '@madoguchi/kernel';
import { validationPipe } from '@madoguchi/platform';
import { checkFile } from './check-file';
import { SetUpFile } from './set-up-file';

/** Reads the file and everything in it that can be judged without the database. @throws Error in Japanese that names every wrong place. */
export async function readSetUpFile(path: string): Promise<SetUpFile> {
  const data = parse(path, await content(path));
  try {
    const file = (await validationPipe().transform(data, { type: 'body', metatype: SetUpFile })) as SetUpFile;
    const problems = checkFile(file);
    if (problems.length > 0) throw invalid(problems);
    return file;
  } catch (error) {
    throw error instanceof DomainError ? inFile(error) : error;
  }
}

/** What is wrong, a line a place. */
export function inFile(error: DomainError): Error {
  const lines = (error.detail.fields ?? []).map((problem) => `  ${placeOf(problem)}: ${problem.code === 'unknown_field' ? UNKNOWN : problem.message}`);
  return new Error(['ファイルに直すところがあります。何も書き込んでいません。', ...lines].join('\n'));
}

const UNKNOWN = 'この項目は書けません。つづりを確かめるか、消してください（パスワードは書きません）。';

/** `organisations.1.name` as somebody counts who looks at the file: 「organisations の 2番目 > name」. */
function placeOf({ field }: FieldError): string {
  return field.replace(/\.(\d+)/g, (_, index: string) => ` の ${Number(index) + 1}番目`).replaceAll('.', ' > ');
}

async function content(path: string): Promise<string> {
  const bytes = await readFile(path).catch(() => {
    throw new Error(`ファイル「${path}」を読めません。場所と名前を確かめてください。`);
  });
  try {
    // Takes a byte order mark away as well.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Error(`ファイル「${path}」の文字コードが UTF-8 ではありません。UTF-8 で保存し直してください。`);
  }
}

function parse(path: string, text: string): object {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new Error(`ファイル「${path}」は JSON として読めません。かっこ・コンマ・引用符を確かめてください（${error instanceof Error ? error.message : ''}）。`);
  }
  if (typeof data !== 'object' || data === null || Array.isArray(data)) throw new Error(`ファイル「${path}」は { で始めてください。`);
  return data;
}
