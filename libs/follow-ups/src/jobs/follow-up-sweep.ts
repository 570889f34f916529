import { Injectable } from '@nestjs/common';
import type { IsoDate } from '@madoguchi/kernel';
import { Housekeeping, type HousekeepingTx, type RepeatedWork, Repeats } from '@madoguchi/platform';
import { ReferenceFacade } from '@madoguchi/reference';
import { declaredFollowUpKinds, type FollowUpKind } from '../domain/follow-up-kind';
import { remind } from '../domain/rhythm';
import { remindJob } from './remind.job';

const BATCH = 200;

interface Claimed {
  readonly id: string;
  readonly kind: string;
  readonly officeId: string;
  readonly dueOn: IsoDate;
  readonly remindOn: IsoDate | null;
  readonly today: IsoDate;
}

/**
 * The due row is the truth: each minute the sweep claims what its kind's rhythm has come to, leaves a message for each with
 * its transaction, and writes down when to look again. Any number of workers may sweep; a claimed row is passed over by the
 * others. A kind that no loaded room declares waits for the worker of its version.
 */
@Injectable()
@Repeats(60_000)
export class FollowUpSweep implements RepeatedWork {
  constructor(
    private readonly housekeeping: Housekeeping,
    private readonly reference: ReferenceFacade,
  ) {}

  /** @returns how many reminders were sent off, until nothing is left to look at. */
  async run(): Promise<number> {
    const kinds = new Map(declaredFollowUpKinds().map((kind) => [kind.code, kind]));
    let reminded = 0;
    for (let last = BATCH; last === BATCH; ) {
      const batch = await this.housekeeping.run((tx) => this.batch(tx, kinds));
      last = batch.claimed;
      reminded += batch.reminded;
    }
    return reminded;
  }

  private async batch(tx: HousekeepingTx, kinds: ReadonlyMap<string, FollowUpKind>): Promise<{ readonly claimed: number; readonly reminded: number }> {
    const claimed = await tx.query<Claimed>(
      `select f.id, f.kind, f.office_id as "officeId", f.due_on as "dueOn", f.remind_on as "remindOn", app_today() as today from follow_up f
       where f.status = 'open' and coalesce(f.remind_on, '-infinity') <= app_today() and f.kind = any($1::text[])
       order by coalesce(f.remind_on, '-infinity'), f.id limit ${BATCH} for update skip locked`,
      [[...kinds.keys()]],
    );
    const calendars = await this.reference.calendars(tx, claimed.map((item) => item.officeId));
    const looked = claimed.flatMap((item) => {
      const kind = kinds.get(item.kind);
      return kind ? [{ id: item.id, ...remind(kind.rhythm, item, item.today, calendars(item.officeId)) }] : [];
    });
    const due = looked.filter((one) => one.today).map((one) => one.id);
    await tx.query('update follow_up f set remind_on = n.day from unnest($1::uuid[], $2::date[]) as n(id, day) where f.id = n.id', [looked.map((one) => one.id), looked.map((one) => one.next)]);
    if (due.length > 0) await this.send(tx, due);
    return { claimed: claimed.length, reminded: due.length };
  }

  private async send(tx: HousekeepingTx, ids: readonly string[]): Promise<void> {
    await tx.query(
      `insert into outbox (id, topic, payload, created_at)
       select gen_random_uuid(), $1, jsonb_build_object('followUpId', id, 'remindOn', app_today(), 'requestId', 'sweep'), app_now()
       from unnest($2::uuid[]) as due(id)`,
      [remindJob.name, ids],
    );
    await tx.query('select audit_append($1, $2::uuid[], $3::jsonb)', ['follow-ups.sweep', [], JSON.stringify({ claimed: ids.length })]);
  }
}
