import { type PlanFile, yearsOf } from '@madoguchi/agreements/documents';
import { type ReactNode, useId } from 'react';
import { Button } from '../../../components/button';
import { TextArea, TextInput } from '../../../components/text-input';
import { fiscalYear, fiscalYearLabel } from '../../../lib/dates';
import { ja } from '../ja';
import { columnsOf, moved, withNewLine, withoutSection, withSection } from './editing';
import { LineRow } from './line-row';

interface SectionGridProps {
  readonly plan: PlanFile;
  readonly index: number;
  readonly onChange: (plan: PlanFile, step?: string) => void;
}

/** One section: its heading, its text, and the lines of its table as a grid that is typed into and pasted into. */
export function SectionGrid({ plan, index, onChange }: SectionGridProps): ReactNode {
  const id = useId();
  const section = plan.sections[index];
  if (section === undefined) return null;
  const named = section.heading === '' ? ja.nthSection(index + 1) : section.heading;
  const head = 'border border-solid-gray-420 bg-solid-gray-100 px-1 py-1 text-left text-sm whitespace-nowrap';
  const years = yearsOf(plan);
  const move = (by: -1 | 1): void => onChange({ ...plan, sections: moved(plan.sections, index, by) });
  const text = (section.text ?? []).join('\n');
  return (
    <section aria-label={named} className="grid gap-2 rounded-8 border border-solid-gray-420 bg-white p-3">
      <div className="flex flex-wrap items-end gap-3">
        <TextInput
          id={`${id}-heading`}
          label={ja.heading}
          required
          className="min-w-72 grow"
          value={section.heading}
          onChange={(heading) => onChange(withSection(plan, index, (held) => ({ ...held, heading })), `heading ${index}`)}
        />
        <Button size="xs" variant="text" label={ja.upOf(named)} unavailable={index === 0} reason={ja.isFirst} onClick={() => move(-1)}>{ja.up}</Button>
        <Button size="xs" variant="text" label={ja.downOf(named)} unavailable={index === plan.sections.length - 1} reason={ja.isLast} onClick={() => move(1)}>{ja.down}</Button>
        <Button size="xs" variant="text" label={ja.removeOf(named)} unavailable={plan.sections.length === 1} reason={ja.oneSection} onClick={() => onChange(withoutSection(plan, index))}>{ja.remove}</Button>
      </div>
      <div className="ring-inside overflow-x-auto" role="group" aria-label={ja.linesOf(named)} tabIndex={0}>
        <table className="w-full border-collapse">
          <thead>
            <tr>
              <th scope="col" className={head}>{ja.item}</th>
              <th scope="col" className={head}>{ja.note}</th>
              <th scope="col" className={head}>{ja.partsHeading}</th>
              {plan.actualColumns.map(({ heading, fiscalYear: year }) => <th key={year} scope="col" className={head}>{heading}</th>)}
              {years.map((year) => <th key={year} scope="col" className={head}>{years.length === 1 ? ja.targetWithBracket : ja.targetOf(fiscalYearLabel(fiscalYear(year)))}</th>)}
              <th scope="col" className={head}>{ja.line}</th>
            </tr>
          </thead>
          <tbody>
            {section.lines.map((line, n) => (
              <LineRow key={line.key} plan={plan} columns={columnsOf(plan)} section={index} line={n} onChange={onChange} />
            ))}
          </tbody>
        </table>
      </div>
      <div>
        <Button size="xs" label={ja.addLineOf(named)} onClick={() => onChange(withNewLine(plan, index, section.lines.length))}>{ja.addLine}</Button>
      </div>
      <TextArea
        id={`${id}-text`}
        label={ja.sectionText}
        rows={2}
        hint={ja.onePerLine}
        value={text}
        onChange={(typed) =>
          onChange(withSection(plan, index, ({ text: _text, ...held }) => (typed === '' ? held : { ...held, text: typed.split('\n') })), `text ${index}`)
        }
      />
    </section>
  );
}
