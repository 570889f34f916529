import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type CollectedRecords, type DisclosureParticipant, DisclosureParticipants } from '@madoguchi/disclosures';
import { factLines, type Fields, factsOf, heldRecord, type RecordOf, type Words } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';
import { ReferenceFacade } from '@madoguchi/reference';
import { PLAN_GOAL, PLAN_MEMBER, PLAN_MENU, PLAN_SHOWN, RECORDS } from '../domain/records';
import { SupportPlanRepository } from '../persistence/support-plan.repository';

/** 開示請求: the plans that this organisation wrote, each with its goals, menus and team. */
@Injectable()
export class PlansInDisclosure implements DisclosureParticipant, OnModuleInit {
  readonly room = 'support-plans';
  readonly tables = RECORDS.map((one) => one.table);

  constructor(
    private readonly participants: DisclosureParticipants,
    private readonly repository: SupportPlanRepository,
    private readonly reference: ReferenceFacade,
  ) {}

  onModuleInit(): void {
    this.participants.register(this);
  }

  async collect(tx: Tx, personId: string): Promise<CollectedRecords> {
    const words = { code: await this.reference.labels(tx) };
    const heads = await this.repository.heads(tx, personId);
    const { goals, menus, members } = await this.repository.parts(tx, personId);
    const own = heads
      .filter((head) => head.own)
      .map((head) => {
        const plan = heldRecord(PLAN_SHOWN, head, words);
        const parts = [
          ...goals.filter((one) => one.planId === head.id).map((one) => inOneLine(PLAN_GOAL, one, words)),
          ...menus.filter((one) => one.planId === head.id).map((one) => inOneLine(PLAN_MENU, one, words)),
          ...members.filter((one) => one.planId === head.id).map((one) => inOneLine(PLAN_MEMBER, one, words, [[PLAN_MEMBER.fields.staffId.label, one.staffName]])),
        ];
        return { ...plan, text: [plan.text, factLines(parts)].filter((some) => some !== '').join('\n') };
      });
    return { own, received: [] };
  }
}

/** A part of a plan: 「達成目標：目標 …、担当 …、期日 …」. */
function inOneLine<F extends Fields>(of: RecordOf<F>, part: { readonly [K in keyof F]: unknown }, words: Words, before: readonly (readonly [string, string])[] = []): readonly [string, string] {
  const facts = [...before, ...factsOf(of, part, words)];
  return [of.title, facts.flatMap(([label, value]) => (value === null ? [] : [`${label} ${value}`])).join('、')];
}
