import type { ReactNode } from 'react';
import { cx } from '../../../components/cx';
import type { Plan, PrintedCell } from '../api/plans';
import { ja } from '../ja';

type Line = Plan['sections'][number]['lines'][number];

/** Each kind of blank keeps its printed look; the words say what it means. */
const KINDS: Readonly<Record<string, string>> = {
  not_set: ja.blankMeans,
  cancelled: ja.cancelledMeans,
  partly_held: ja.partlyHeldMeans,
  zero_as_printed: ja.zeroMeans,
  dash: ja.dashMeans,
  not_reported: ja.unreportedMeans,
};

/** 事業計画目標値一覧, cell for cell as printed. */
export function PlanTable({ plan }: { readonly plan: Plan }): ReactNode {
  const { headings } = plan;
  const cells = plan.sections.flatMap((section) => section.lines.flatMap((line) => [...line.actuals, line.target]));
  const kinds = Object.keys(KINDS).filter((kind) => cells.some((cell) => cell.kind === kind));
  const head = 'border border-solid-gray-600 bg-solid-gray-100 px-2 py-1 text-center font-bold';
  return (
    <section className="grid gap-3" aria-label={ja.sheet}>
      <div className="ring-inside overflow-x-auto bg-white" tabIndex={0} role="group" aria-label={ja.sheetTable}>
        <table className="plan-table w-full border-collapse text-sm leading-snug">
          <caption className="py-2 text-center text-base font-bold">
            {plan.title}
            {plan.sample && ja.sample}
          </caption>
          <thead>
            <tr>
              <th scope="col" rowSpan={2} className={cx(head, 'min-w-28')}>{headings.section}</th>
              <th scope="colgroup" colSpan={2} className={head}>{headings.target}</th>
              <th scope="colgroup" colSpan={plan.actualHeadings.length} className={head}>{headings.actuals}</th>
              <th scope="col" rowSpan={2} className={head}>
                {headings.targetValue.map((words) => (
                  <span key={words} className="block whitespace-nowrap">{words}</span>
                ))}
              </th>
            </tr>
            <tr>
              <th scope="col" className={head}>{headings.item}</th>
              <th scope="col" className={head}>{headings.note}</th>
              {plan.actualHeadings.map((heading) => (
                <th key={heading} scope="col" className={head}>
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
                  <LineCells line={line} />
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
            {kinds.map((kind) => (
              <li key={kind}>{KINDS[kind]}</li>
            ))}
          </ul>
        </div>
      )}
      <p className="text-sm text-solid-gray-700">{ja.source(plan.sourceDocument)}</p>
    </section>
  );
}

function LineCells({ line }: { readonly line: Line }): ReactNode {
  const box = 'border border-solid-gray-600 px-2 py-1.5';
  return (
    <>
      <th scope="row" className={cx(box, 'min-w-44 text-left font-400')}>
        {line.label}
        {line.textDifferences.length > 0 && (
          <span className="mt-1 block text-xs text-solid-gray-700">
            {ja.inText(line.textPrinted.join('、'), line.textDifferences.join('、'))}
          </span>
        )}
      </th>
      <td className={cx(box, 'min-w-32')}>
        {line.note.map((words) => (
          <span key={words} className="block">{words}</span>
        ))}
      </td>
      {line.actuals.map((cell, index) => (
        // The year is the cell's place; two years may print the same.
        <td key={index} className={cx(box, 'text-right whitespace-nowrap')} title={KINDS[cell.kind]}>
          <Printed cell={cell} />
        </td>
      ))}
      <td className={cx(box, 'text-right font-bold whitespace-nowrap')} title={KINDS[line.target.kind]}>
        <Target line={line} />
      </td>
    </>
  );
}

/** Printed values of two parts stand below each other, as on paper. */
function Printed({ cell }: { readonly cell: PrintedCell }): ReactNode {
  if (cell.kind === 'not_reported') return <span className="text-solid-gray-700">{ja.unreported}</span>;
  if (cell.kind === 'not_set') return <span className="sr-only">{ja.nothingPrinted}</span>;
  return cell.printed.split(/\s+/u).map((part, index) => (
    <span key={`${index}${part}`} className="block">{part}</span>
  ));
}

/** The printed target already holds last year's in brackets; it goes on a line of its own. */
function Target({ line }: { readonly line: Line }): ReactNode {
  const { printed } = line.target;
  if (printed === '') return <Printed cell={line.target} />;
  return printed.split(/\s+(?=[（(])/u).map((part, index) => (
    <span key={part} className={cx('block', index > 0 && 'font-400')}>{part}</span>
  ));
}
