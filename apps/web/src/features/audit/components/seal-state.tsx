import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { formatInstant } from '../../../lib/dates';
import { sealStatusQuery } from '../api/audit';

/** How far the record is sealed; what is late is said in words, with who holds it. */
export function SealState(): ReactNode {
  const { data } = useQuery(sealStatusQuery);
  if (data === undefined) return null;
  const sealed = data.sealedAt === null ? 'まだ封印はありません。' : `最後の封印：${formatInstant(data.sealedAt)}`;
  if (!data.late && data.heldBy === null) return <p className="py-2 text-sm">{sealed}</p>;
  return (
    <p role="status" className="py-2 text-sm font-bold">
      {`${sealed}　封印が${data.lagSeconds}秒遅れています。`}
      {data.heldBy !== null && `データベースの処理（${data.heldBy.role}、番号${data.heldBy.pid}）が${data.heldBy.seconds}秒前から終わっていません。`}
      {'システムの管理者に連絡してください。'}
    </p>
  );
}
