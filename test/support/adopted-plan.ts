import { AdoptDraft } from '@madoguchi/agreements';
import { isoDate } from '@madoguchi/kernel';
import { adoptPlans } from '../../apps/cli/src/demo/seed-plans';
import type { TestApp } from './app';

/** The demo's plan of this year as one that was adopted: everybody who may read plans reads it. @returns its id */
export async function adoptedPlan(t: TestApp): Promise<string> {
  const { current } = await adoptPlans(t.app, t.ctx('keikaku', 'report'), t.owner);
  return (await t.app.get(AdoptDraft).run(t.ctx('keikaku', 'report'), { planId: current, version: 1, decidedOn: isoDate('2026-04-01'), decidedBy: '運営協議会' })).id;
}
