import { CheckpointFile, fingerprintOf, keyFingerprintOf } from '@madoguchi/audit';

const WIDTH = 74;

/** The newest checkpoint as a page to print, sign and file: what a second organisation holds against the record later. */
export function checkpointPage(folder: string): string {
  const file = CheckpointFile.open(folder);
  const [last, key] = [file.last(), file.publicKey()];
  if (!last || !key) throw new Error(`There is no checkpoint in ${folder} yet, or no public key.`);
  const keyFingerprint = keyFingerprintOf(key);
  const groups = fingerprintOf(last).split(' ');
  const sealedAt = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', { dateStyle: 'long', timeStyle: 'medium', timeZone: 'Asia/Tokyo' }).format(new Date(last.at));
  const rule = '-'.repeat(WIDTH);
  return [
    '',
    '                         監査記録の封印　確認票',
    rule,
    '',
    `  封印の番号　　　${last.number}`,
    `  封印の日時　　　${sealedAt}（日本時間）`,
    `  記録の件数　　　${last.size} 件（この封印までの累計）`,
    '',
    '  指紋',
    '',
    `      ${groups.slice(0, 4).join('   ')}`,
    `      ${groups.slice(4).join('   ')}`,
    '',
    '  公開鍵の指紋',
    '',
    `      ${keyFingerprint}`,
    '',
    rule,
    '',
    '  この指紋は、上の番号までに封印された監査記録の全部に対応しています。',
    '  記録が後から変更・削除・挿入されると、同じ指紋になりません。',
    '  確かめるときは、封印のフォルダーとデータベースに対して次を実行し、この番号の',
    '  封印の指紋を本票と照らし合わせてください。',
    '',
    `      npm run -s cli -- verify-audit --checkpoint ${last.number} \\`,
    `        --fingerprint "${keyFingerprint}"`,
    '',
    rule,
    '',
    '  上の指紋を画面の表示と照合しました。',
    '',
    '  年　月　日　　　　　　　　　　　　年　　　　月　　　　日',
    '',
    '  所　　　属　　_________________________________________________',
    '',
    '  職・氏名　　　_________________________________________________',
    '',
    '  （保管：監査記録を持つ機関とは別の機関。次の確認票を受け取っても捨てない。）',
    '',
  ].join('\n');
}
