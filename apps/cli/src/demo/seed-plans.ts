import type { INestApplicationContext } from '@nestjs/common';
import { publishedPlan } from '@madoguchi/agreements';
import { AdoptPlan, CopyPlan, type PlanLine } from '@madoguchi/indicators';
import { fiscalYearOf, isoDate, newId } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner } from '@madoguchi/platform';
import { demoId, MUNICIPALITY } from './organisations';

/** Line vi: 支援対象者数 is "市からの送り出し人数"; for 就職件数 the printed words are silent on the route, so all count until the planner chooses. */
const COMPUTED: readonly PlanLine[] = [
  { lineKey: '6-1', part: 0, fact: 'referral_sent', basis: 'persons', dateBasis: 'sent_on', routes: [] },
  { lineKey: '6-1', part: 1, fact: 'placement', basis: 'events', dateBasis: 'hired_on', routes: [] },
];

/** The published plan's. */
const FIRST_YEAR = 2024;

interface OwnerConnection {
  query(text: string, values: unknown[]): Promise<unknown>;
}

/**
 * Stores the published plan as printed, and carries it on year by year with the product's own rule until the fiscal
 * year of the context's clock.
 * @returns ids of the published plan and of the sample for the current year.
 */
export async function adoptPlans(app: INestApplicationContext, ctx: Ctx, owner: OwnerConnection): Promise<{ readonly published: string; readonly current: string }> {
  const agreementId = demoId('agreement');
  await owner.query(
    `insert into agreement (id, municipality_id, kind, name) values ($1, $2, 'employment_measures', '山口市雇用対策協定') on conflict do nothing`,
    [agreementId, MUNICIPALITY.id],
  );
  const transactions = app.get(TransactionRunner);
  const published = await transactions.run(ctx, (tx) =>
    app.get(AdoptPlan).run(tx, { plan: publishedPlan('yamaguchi-r6').plan, agreementId, lines: COMPUTED, decidedOn: isoDate('2024-04-01'), decidedBy: '運営協議会' }),
  );
  const today = await transactions.read(ctx, (tx) => Promise.resolve(tx.today));
  let current = published;
  for (let year = FIRST_YEAR + 1; year <= fiscalYearOf(today); year += 1) {
    current = (await app.get(CopyPlan).run({ ...ctx, requestId: newId<'Request'>() }, current)).id;
  }
  return { published, current };
}
