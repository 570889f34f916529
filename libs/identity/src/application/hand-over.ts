import { Injectable } from '@nestjs/common';
import { AuditTrail } from '@madoguchi/audit';
import { invalidField, type IsoDate, notFound } from '@madoguchi/kernel';
import { type Ctx, TransactionRunner, type Tx } from '@madoguchi/platform';
import { type HandoverKind, HandoverParticipants, type HeldItem } from './handover-participants';
import { IdentityFacade } from './identity.facade';

/** Somebody of the acting office who leaves it, has left it, or has something in hand here without working here. */
export interface Leaver {
  readonly id: string;
  readonly name: string;
  /** The last day here; null for somebody who never had an assignment here. */
  readonly lastDay: IsoDate | null;
  readonly held: Readonly<Record<HandoverKind, number>>;
}

export interface Holding {
  readonly kind: HandoverKind;
  readonly items: readonly HeldItem[];
}

export interface HandOverCommand {
  readonly from: string;
  readonly to: string;
  readonly items: readonly { readonly kind: HandoverKind; readonly ids: readonly string[] }[];
}

/** Everybody who works or worked here, not those who are yet to come, with the end of the last of their assignments here; `infinity` for those who stay. */
const WORKED_HERE = `select s.id, s.name, max(a.valid_until) as until, s.disabled_at is not null as disabled
  from staff s join assignment a on a.staff_id = s.id and a.office_id = (select current_office())
    and a.valid_from <= (select app_today())
  group by s.id`;

/**
 * 引継ぎ: the head of an office gives what somebody has in hand to a colleague, before the day of the move or after it.
 * What is read is what the head may read; what the office does not hold is not there.
 */
@Injectable()
export class HandOver {
  constructor(
    private readonly transactions: TransactionRunner,
    private readonly participants: HandoverParticipants,
    private readonly identity: IdentityFacade,
    private readonly audit: AuditTrail,
  ) {}

  /** Those with an end in sight, and those who are gone and still have something in hand. */
  async leavers(ctx: Ctx): Promise<readonly Leaver[]> {
    return this.transactions.read(ctx, async (tx) => {
      const held = await this.counts(tx);
      const people = await tx.query<{ id: string; name: string; lastDay: IsoDate | null; leaves: boolean; gone: boolean }>(
        `select w.id, w.name, case when isfinite(w.until) then w.until - 1 end as "lastDay", isfinite(w.until) and w.until > $1::date as leaves,
           w.until <= $1::date or w.disabled as gone
         from (${WORKED_HERE}) w
         union all
         select s.id, s.name, null, false, true from staff s
         where s.id = any($2::uuid[]) and not exists (select 1 from assignment a where a.staff_id = s.id and a.office_id = (select current_office()))
         order by 3 nulls last, 2, 1`,
        [tx.today, [...held.keys()]],
      );
      return people
        .filter((one) => one.leaves || (one.gone && held.has(one.id)))
        .map(({ id, name, lastDay }) => ({ id, name, lastDay, held: held.get(id) ?? NOTHING }));
    });
  }

  async show(ctx: Ctx, staffId: string): Promise<readonly Holding[]> {
    return this.transactions.read(ctx, async (tx) => {
      await this.requireKnown(tx, staffId);
      const holdings: Holding[] = [];
      for (const participant of this.participants.all()) holdings.push({ kind: participant.kind, items: await participant.held(tx, staffId) });
      await this.audit.record(tx, { action: 'identity.look-at-holdings', subjects: subjectsOf(holdings), detail: { staffId } });
      return holdings;
    });
  }

  /** All of it or nothing. @returns how many things went over. */
  async run(ctx: Ctx, command: HandOverCommand): Promise<{ readonly handedOver: number }> {
    if (command.items.every((one) => one.ids.length === 0)) throw invalidField('items', 'required', '引き継ぐものを一つ以上選んでください。');
    return this.transactions.run(ctx, async (tx) => {
      await this.requireKnown(tx, command.from);
      if (command.to === command.from) throw invalidField('successorId', 'same_person', '引き継ぐ人と別の人を選んでください。');
      await this.identity.requireColleague(tx, command.to, 'successorId');
      const moved: Holding[] = [];
      for (const participant of this.participants.all()) {
        const ids = command.items.filter((one) => one.kind === participant.kind).flatMap((one) => one.ids);
        if (ids.length > 0) moved.push({ kind: participant.kind, items: await participant.handOver(tx, command.from, command.to, ids) });
      }
      const detail = Object.fromEntries(moved.map((one) => [one.kind, one.items.map((item) => item.id)]));
      await this.audit.record(tx, { action: 'identity.hand-over', subjects: subjectsOf(moved), detail: { from: command.from, to: command.to, ...detail } });
      return { handedOver: moved.reduce((sum, one) => sum + one.items.length, 0) };
    });
  }

  private async counts(tx: Tx): Promise<ReadonlyMap<string, Record<HandoverKind, number>>> {
    const held = new Map<string, Record<HandoverKind, number>>();
    for (const participant of this.participants.all()) {
      for (const { staffId, n } of await participant.holders(tx)) held.set(staffId, { ...(held.get(staffId) ?? NOTHING), [participant.kind]: n });
    }
    return held;
  }

  /** Somebody of another office with nothing in hand here is nobody here. */
  private async requireKnown(tx: Tx, staffId: string): Promise<void> {
    const [worked] = await tx.query<{ id: string }>(`select w.id from (${WORKED_HERE}) w where w.id = $1`, [staffId]);
    if (!worked && !(await this.counts(tx)).has(staffId)) throw notFound();
  }
}

const NOTHING: Readonly<Record<HandoverKind, number>> = { case: 0, household: 0, follow_up: 0, referral: 0 };

function subjectsOf(holdings: readonly Holding[]): readonly string[] {
  return holdings.flatMap((one) => one.items.flatMap((item) => item.personIds));
}
