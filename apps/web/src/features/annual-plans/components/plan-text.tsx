import type { PlanFile, PlanFileMeasure } from '@madoguchi/agreements/documents';
import { Fragment, type ReactNode } from 'react';
import { EmptyState } from '../../../components/notices';
import { Facts, PanelCard } from '../../../components/panel-card';
import { fiscalYear, fiscalYearLabel } from '../../../lib/dates';
import type { Plan } from '../api/plans';
import { ja } from '../ja';

/** The text of the plan beside its table: the agreement, and each section with its measures, blocks by party, 担当 and years. */
export function PlanText({ plan: { plan } }: { readonly plan: Plan }): ReactNode {
  const { agreement, sections, conflicts = [] } = plan;
  const told = sections.some(({ text = [], measures = [], context = [] }) => text.length + measures.length + context.length > 0);
  return (
    <div className="grid gap-4">
      <PanelCard title={agreement.name}>
        <Facts
          items={[
            [ja.parties, agreement.parties.map(({ name }) => name).join('、')],
            ...(agreement.signedOn === undefined ? [] : [[ja.signedOn, agreement.signedOn] as const]),
          ]}
        />
        <Paragraphs text={agreement.preamble ?? []} />
        {(agreement.articles ?? []).map(({ heading, text }) => (
          <div key={heading}>
            <h3 className="font-bold">{heading}</h3>
            <Paragraphs text={text} />
          </div>
        ))}
        <Paragraphs text={agreement.closing ?? []} />
      </PanelCard>
      {(plan.texts ?? []).map(({ heading, text }) => (
        <PanelCard key={heading} title={heading}>
          <Paragraphs text={text} />
        </PanelCard>
      ))}
      {plan.context !== undefined && (
        <PanelCard title={ja.context}>
          <Context figures={plan.context} />
        </PanelCard>
      )}
      {!told && <EmptyState>{ja.noText}</EmptyState>}
      {sections.map((section) => (
        <PanelCard key={section.key} title={[...(section.under ?? []), section.textHeading ?? section.heading].join('　')}>
          <Paragraphs text={section.text ?? []} />
          <Context figures={section.context ?? []} />
          {(section.measures ?? []).map((measure, index, all) => (
            <Fragment key={measure.key}>
              {/* A heading that several measures stand under is said once. */}
              {measure.under !== undefined && measure.under.join() !== all[index - 1]?.under?.join() && <p className="font-bold">{measure.under.join('　')}</p>}
              <Measure plan={plan} measure={measure} />
            </Fragment>
          ))}
          <Targets lines={section.lines} heading={section.targetsHeading ?? ja.targetHeading} />
          <Paragraphs text={section.footnotes ?? []} />
        </PanelCard>
      ))}
      {conflicts.length > 0 && (
        <PanelCard title={ja.saidTwice}>
          <Paragraphs text={conflicts} />
        </PanelCard>
      )}
    </div>
  );
}

function Measure({ plan, measure }: { readonly plan: PlanFile; readonly measure: PlanFileMeasure }): ReactNode {
  const nameOf = (key: string): string => plan.responsible?.find((one) => one.key === key)?.name ?? key;
  const whose = (measure.by ?? []).map((key) => plan.agreement.parties.find((party) => party.key === key)?.name ?? key).join('・');
  const responsible = (measure.responsible ?? []).map(({ key, means = [] }) => (means.length === 0 ? nameOf(key) : `${nameOf(key)}（${means.map(nameOf).join('、')}）`));
  const facts: (readonly [string, string])[] = [
    ...(whose === '' ? [] : [[ja.by, whose] as const]),
    ...(responsible.length === 0 ? [] : [[ja.responsible, measure.responsiblePrinted ?? responsible.join('、')] as const]),
    ...(measure.frequency === undefined ? [] : [[ja.frequency, measure.frequency] as const]),
    ...(measure.years === undefined ? [] : [[ja.years, measure.years.map((year) => fiscalYearLabel(fiscalYear(year))).join('、')] as const]),
  ];
  return (
    <section className="border-l-4 border-solid-gray-300 pl-3">
      <h3 className="font-bold">
        {measure.title}
        {measure.isNew !== undefined && <span className="ml-2 text-sm">【{measure.isNew}】</span>}
        {measure.relisted !== undefined && <span className="ml-2 text-sm">【{ja.relisted}】</span>}
      </h3>
      <Paragraphs text={measure.text ?? []} />
      {facts.length > 0 && <Facts items={facts} />}
    </section>
  );
}

/** How the section's own text words its targets. */
function Targets({ lines, heading }: { readonly lines: PlanFile['sections'][number]['lines']; readonly heading: string }): ReactNode {
  const worded = lines.filter(({ text = [] }) => text.length > 0);
  if (worded.length === 0) return null;
  return (
    <div>
      <h3 className="font-bold">{heading}</h3>
      {worded.map(({ key, text = [] }) => <Paragraphs key={key} text={text} />)}
    </div>
  );
}

/** Figures that the plan quotes, each with the day that it is of. */
function Context({ figures }: { readonly figures: NonNullable<PlanFile['context']> }): ReactNode {
  return figures.map(({ label, printed, asOfPrinted }, index) => (
    <p key={`${index}${label}`} className="text-sm">
      {label}：{printed}
      {asOfPrinted !== undefined && `（${asOfPrinted}）`}
    </p>
  ));
}

function Paragraphs({ text }: { readonly text: readonly string[] }): ReactNode {
  return text.map((words, index) => (
    <p key={`${index}${words}`} className="whitespace-pre-wrap">{words}</p>
  ));
}
