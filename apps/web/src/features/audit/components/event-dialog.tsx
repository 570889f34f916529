import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { DataTable } from '../../../components/data-table';
import { Dialog } from '../../../components/dialog';
import { EmptyState, Loaded } from '../../../components/notices';
import { formatInstant, wareki } from '../../../lib/dates';
import { type Codes, useCodes } from '../../reference/use-codes';
import { type AuditField, type AuditLine, type AuditValues, auditEventQuery } from '../api/audit';

/** What one event changed, before and after, or what was searched for. Looking at it is recorded. */
export function EventDialog({ line, onClose }: { readonly line: AuditLine; readonly onClose: () => void }): ReactNode {
  const codes = useCodes();
  const query = useQuery(auditEventQuery(line.id));
  return (
    <Dialog open title={codes.label('audit_action', line.action)} width="wide" onClose={onClose}>
      <p className="pb-3 text-sm">
        {formatInstant(line.at)}　{line.staffName ?? 'システム'}　この内容を見たことも記録されます。
      </p>
      <Loaded query={query}>
        {({ values }) => (
          <div className="grid gap-4">
            {values.map((one, index) => (
              <Content key={index} values={one} codes={codes} />
            ))}
          </div>
        )}
      </Loaded>
    </Dialog>
  );
}

function Content({ values, codes }: { readonly values: AuditValues; readonly codes: Codes }): ReactNode {
  if (values.destroyed) return <EmptyState>鍵が破棄されたため表示できません</EmptyState>;
  if (values.withheld) return <EmptyState>DV等支援措置のため表示しません</EmptyState>;
  if (values.text !== null) {
    return (
      <p>
        検索した言葉：<span className="font-bold whitespace-pre-wrap">{values.text}</span>
      </p>
    );
  }
  return (
    <DataTable<AuditField>
      caption={values.number === null ? '変更の前後' : `${values.number} の変更の前後`}
      rows={values.fields}
      rowKey={(field) => field.field}
      empty={<EmptyState>変わった項目はありません。</EmptyState>}
      columns={[
        { key: 'field', header: '項目', heading: true, wrap: true, cell: (field) => fieldLabel(codes, field.field) },
        { key: 'before', header: '前', wrap: true, cell: (field) => valueText(codes, field.field, field.before) },
        { key: 'after', header: '後', wrap: true, cell: (field) => valueText(codes, field.field, field.after) },
      ]}
    />
  );
}

function fieldLabel(codes: Codes, field: string): string {
  const group = /^part\.(.+)$/.exec(field)?.[1];
  return group === undefined ? codes.label('audit_field', field) : `伝える項目（${codes.itemGroup(group)}）`;
}

/** A code is shown by its word: its list is called like the field. */
function valueText(codes: Codes, field: string, value: string | null): string {
  if (value === null) return 'なし';
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return wareki(value);
  return codes.label(field.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`), value);
}
