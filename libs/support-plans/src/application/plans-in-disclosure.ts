import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type CollectedRecords, type DisclosureParticipant, DisclosureParticipants } from '@madoguchi/disclosures';
import { factLines } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';
import { ReferenceFacade } from '@madoguchi/reference';
import { SupportPlanRepository } from '../persistence/support-plan.repository';

/** 開示請求: the plans that this organisation wrote, each with its goals, menus and team. */
@Injectable()
export class PlansInDisclosure implements DisclosureParticipant, OnModuleInit {
  readonly room = 'support-plans';
  readonly tables = ['support_plan', 'support_plan_goal', 'support_plan_menu', 'support_plan_member'];

  constructor(
    private readonly participants: DisclosureParticipants,
    private readonly repository: SupportPlanRepository,
    private readonly reference: ReferenceFacade,
  ) {}

  onModuleInit(): void {
    this.participants.register(this);
  }

  async collect(tx: Tx, personId: string): Promise<CollectedRecords> {
    const label = await this.reference.labels(tx);
    const heads = await this.repository.heads(tx, personId);
    const { goals, menus, members } = await this.repository.parts(tx, personId);
    const own = heads
      .filter((head) => head.own)
      .map((head) => ({
        recordId: head.id,
        itemGroup: 'plan',
        date: head.periodFrom,
        title: '支援プラン',
        text: factLines([
          ['状態', label('plan_status', head.status)],
          ['長期目標', head.longTermGoal],
          ['支援期間の最後の日', head.periodUntil],
          ['見直し日', head.reviewOn],
          ['本人の同意', head.agreedOn],
          ['支援決定', head.approvedOn],
          ...goals.filter((one) => one.planId === head.id).map((one) => ['達成目標', `${one.goal}（${label('owner', one.owner) ?? ''}、${one.dueOn}まで）`] as const),
          ...menus.filter((one) => one.planId === head.id).map((one) => ['支援メニュー', label('support_plan_menu', one.menu)] as const),
          ...members.filter((one) => one.planId === head.id).map((one) => ['就労支援チーム', `${one.staffName}（${one.duty}）`] as const),
        ]),
      }));
    return { own, received: [] };
  }
}
