import { type PlanFile, type PlanFileCell, type PlanFileLine, tableName, yearsOf } from '@madoguchi/agreements/documents';
import type { ReactNode } from 'react';
import { cx } from '../../../components/cx';
import { fiscalYear, fiscalYearLabel, formatDay, today } from '../../../lib/dates';
import type { Plan } from '../api/plans';
import { ja } from '../ja';

/** Each kind of blank keeps its printed look; the words say what it means. */
const KINDS: Readonly<Partial<Record<PlanFileCell['kind'], string>>> = {
  not_set: ja.blankMeans,
  cancelled: ja.cancelledMeans,
  partly_held: ja.partlyHeldMeans,
  zero_as_printed: ja.zeroMeans,
  dash: ja.dashMeans,
  not_reported: ja.unreportedMeans,
};

/** Headings of a table that brings none of its own. */
const HEADINGS: NonNullable<PlanFile['headings']> = {
  section: ja.section, target: ja.targetHeading, item: ja.item, note: ja.note, actuals: ja.actuals, targetValue: [ja.targetValue],
};

/** 事業計画目標値一覧, cell for cell as printed. */
export function PlanTable({ plan: held }: { readonly plan: Plan }): ReactNode {
  const { plan } = held;
  const headings = plan.headings ?? HEADINGS;
  const years = yearsOf(plan);
  const lines = plan.sections.flatMap((section) => section.lines);
  const cells = lines.flatMap((line) => [...line.actuals, ...line.targets.map((target) => target.value)]);
  const kinds = Object.entries(KINDS).filter(([kind]) => cells.some((cell) => cell.kind === kind));
  const head = 'border border-solid-gray-600 bg-solid-gray-100 px-2 py-1 text-center font-bold';
  return (
    <section className="grid gap-3" aria-label={ja.sheet}>
      <div className="ring-inside overflow-x-auto bg-white" tabIndex={0} role="group" aria-label={ja.sheetTable}>
        <table className="plan-table w-full border-collapse text-sm leading-snug">
          <caption className="py-2 text-center text-base font-bold">
            {tableName(plan)}
            {held.draft && ja.draftMark}
          </caption>
          <thead>
            <tr>
              <th scope="col" rowSpan={2} className={cx(head, 'min-w-28')}>{headings.section}</th>
              <th scope="colgroup" colSpan={2} className={head}>{headings.target}</th>
              {plan.actualColumns.length > 0 && <th scope="colgroup" colSpan={plan.actualColumns.length} className={head}>{headings.actuals}</th>}
              {years.map((year) => (
                <th key={year} scope="col" rowSpan={2} className={head}>
                  {(years.length === 1 ? headings.targetValue : [headings.targetValue[0] ?? ja.targetValue, fiscalYearLabel(fiscalYear(year))]).map((words) => (
                    <span key={words} className="block whitespace-nowrap">{words}</span>
                  ))}
                </th>
              ))}
            </tr>
            <tr>
              <th scope="col" className={head}>{headings.item}</th>
              <th scope="col" className={head}>{headings.note}</th>
              {plan.actualColumns.map(({ heading, fiscalYear: year }) => (
                <th key={year} scope="col" className={head}>
                  {heading.split(/(?=[（(])/u).map((part) => (
                    <span key={part} className="block whitespace-nowrap">{part}</span>
                  ))}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {plan.sections.map((section) =>
              section.lines.map((line, index) => (
                <tr key={line.key} className="align-top">
                  {index === 0 && (
                    <th scope="rowgroup" rowSpan={section.lines.length} className="min-w-28 border border-solid-gray-600 px-2 py-1.5 text-left font-bold">
                      {section.heading}
                    </th>
                  )}
                  <LineCells line={line} years={years} />
                </tr>
              )),
            )}
          </tbody>
        </table>
      </div>
      {plan.footnotes.map((note) => (
        <p key={note} className="text-sm">{note}</p>
      ))}
      {kinds.length > 0 && (
        <div className="text-sm text-solid-gray-700">
          <p className="font-bold">{ja.howToRead}</p>
          <ul className="list-disc pl-5">
            {kinds.map(([kind, words]) => (
              <li key={kind}>{words}</li>
            ))}
          </ul>
        </div>
      )}
      {plan.source !== undefined && <p className="text-sm text-solid-gray-700">{ja.source(plan.source)}</p>}
      {held.editions.map(({ number, decidedOn, decidedBy, adoptedBy }) => (
        <p key={number} className="text-sm text-solid-gray-700">{ja.edition(number, formatDay(decidedOn, today()), decidedBy, adoptedBy)}</p>
      ))}
    </section>
  );
}

function LineCells({ line, years }: { readonly line: PlanFileLine; readonly years: readonly number[] }): ReactNode {
  const box = 'border border-solid-gray-600 px-2 py-1.5';
  const conflicts = line.conflicts ?? [];
  return (
    <>
      <th scope="row" className={cx(box, 'min-w-44 text-left font-400')}>
        {line.label}
        {conflicts.length > 0 && (
          <span className="mt-1 block text-xs text-solid-gray-700 print:hidden">
            {ja.inText((line.text ?? []).join('、'), conflicts.join('、'))}
          </span>
        )}
      </th>
      <td className={cx(box, 'min-w-32')}>
        {line.note.map((words, index) => (
          <span key={`${index}${words}`} className="block">{words}</span>
        ))}
      </td>
      {line.actuals.map((cell, index) => (
        // The year is the cell's place; two years may print the same.
        <td key={index} className={cx(box, 'text-right whitespace-nowrap')} title={KINDS[cell.kind]}>
          <Printed cell={cell} />
        </td>
      ))}
      {years.map((year) => {
        const target = line.targets.find((one) => one.fiscalYear === year);
        return (
          <td key={year} className={cx(box, 'text-right font-bold whitespace-nowrap')} title={target && KINDS[target.value.kind]}>
            {target !== undefined && <Printed cell={target.value} />}
            {target?.bracket !== undefined && target.bracket.printed !== '' && <span className="block font-400">{target.bracket.printed}</span>}
          </td>
        );
      })}
    </>
  );
}

/** Printed values of two parts stand below each other, as on paper; words go on as they come. */
function Printed({ cell }: { readonly cell: PlanFileCell }): ReactNode {
  if (cell.kind === 'not_reported') return <span className="text-solid-gray-700">{ja.unreported}</span>;
  if (cell.kind === 'not_set') return <span className="sr-only">{ja.nothingPrinted}</span>;
  if (cell.kind === 'words') return <span className="block min-w-24 text-left whitespace-normal">{cell.printed}</span>;
  return cell.printed.split(/\s+/u).map((part, index) => (
    <span key={`${index}${part}`} className="block">{part}</span>
  ));
}
