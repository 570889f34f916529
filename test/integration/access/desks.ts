import { KeepDraft } from '@madoguchi/documents';
import { ReadExports, RequestExport, WriteExport } from '@madoguchi/exports';
import { BeginToday, FOLLOW_UP_VIEWS, type FollowUpView, ListFollowUps } from '@madoguchi/follow-ups';
import { OpenFigure, ReadFigures } from '@madoguchi/indicators';
import { DomainError, isoDate } from '@madoguchi/kernel';
import { MUNICIPALITY } from '../../../apps/cli/src/demo/organisations';
import type { Actor } from './model';
import { ids, orAbsent, Rooms } from './rooms';
import { type Row, rowsOf, textOf } from './universe';

const FRESH_MS = 3 * 86_400_000;
const WITHHELD = '非表示（DV等支援措置）';
/** Counter; counter, workplace and occupation. */
const LOCATING_COLUMNS: Readonly<Record<string, string>> = { 支援要請: '9', 就職: '9+17+18' };

/** What belongs to a desk and not to one person: the queue, today, the figures, the files. */
export class Desks extends Rooms {
  /** Every view of the queue; a count is its list. */
  async queue(actor: Actor): Promise<void> {
    const open = this.allowed.rows('follow_up', actor, 'support').filter((row) => textOf(row, 'status') === 'open');
    const expected = (view: FollowUpView): Row[] => open.filter((row) => this.inView(actor, row, view));
    for (const view of FOLLOW_UP_VIEWS) {
      const items: { id: string; personId: string; number: string | null; personName: string | null }[] = [];
      let cursor: string | undefined;
      do {
        const page = await orAbsent(() => this.stage.use(ListFollowUps).run(this.stage.ctx(actor), { view, cursor }).then((written) => written.read()));
        items.push(...(page?.items ?? []));
        cursor = page?.nextCursor ?? undefined;
        if (!page) break;
        const { fresh, ...counts } = page.counts;
        this.same(actor, `count of the view ${view}`, { ...counts, new: fresh }[view], expected(view).length);
      } while (cursor !== undefined);
      this.sameSet(actor, `view ${view}`, ids(items), expected(view).map((row) => row.key));
      if (view === 'office') for (const item of items) this.label(actor, item.personId, 'support', item.number, item.personName);
    }
    const today = await orAbsent(() => this.stage.use(BeginToday).run(this.stage.ctx(actor)).then((written) => written.read()));
    this.same(actor, 'today', today?.counts.mine ?? 0, expected('mine').length);
    const reminders = this.allowed.rows('reminder', actor, 'support').filter((row) => {
      const due = open.find((one) => one.key === textOf(row, 'follow_up_id'));
      return due !== undefined && textOf(row, 'remind_on') === this.stage.model.today && [actor.staff, 'null'].includes(textOf(due, 'assignee_id'));
    });
    this.sameSet(actor, 'reminders', ids(today?.reminders ?? []), reminders.map((row) => row.key));
    const drafts = await orAbsent(() => this.stage.use(KeepDraft).list(this.stage.ctx(actor)));
    this.sameSet(actor, 'drafts', drafts?.map((one) => one.subject) ?? [], this.allowed.rows('draft', actor, 'support').map((row) => textOf(row, 'subject')));
  }

  private inView(actor: Actor, row: Row, view: FollowUpView): boolean {
    const { now, today } = this.stage.model;
    const waiting = row.fields['waiting'] === true;
    const assignee = textOf(row, 'assignee_id');
    const mine = !waiting && assignee === actor.staff;
    const mineOrTray = !waiting && [actor.staff, 'null'].includes(assignee);
    switch (view) {
      case 'mine':
        return mine;
      case 'office':
        return !waiting;
      case 'new':
        return mine && Date.parse(textOf(row, 'assigned_at')) > now - FRESH_MS;
      case 'waiting':
        return waiting;
      case 'overdue':
        return mineOrTray && textOf(row, 'due_on') < today;
      case 'today':
        return mineOrTray && textOf(row, 'due_on') === today;
    }
  }

  /** A figure counts every fact whoever looks; what opens of it is what the reader may see. */
  async figures(actor: Actor, planId: string): Promise<void> {
    const { oracle, model, universe } = this.allowed;
    // The plan is of the year in which the town began, however far the story has come.
    const [from, until] = fiscalYear(this.stage.began);
    const city = (personId: string): boolean => model.person(personId).office.municipality === MUNICIPALITY.id;
    const sent = model.sendings.filter((one) => city(one.person) && one.sentOn >= from && one.sentOn < until);
    const placed = rowsOf(universe, 'placement').filter(
      (row) => textOf(row, 'status') === 'confirmed' && city(textOf(row, 'person_id')) && textOf(row, 'hired_on') >= from && textOf(row, 'hired_on') < until,
    );
    const persons = [...new Set(sent.map((one) => one.person))];
    const sees = (personId: string): boolean => oracle.seesNumber(actor, personId, 'report');
    const opensPerson = persons.filter((id) => sees(id) && sent.some((one) => one.person === id && oracle.seesReferral(actor, model.referrals.get(one.referral) ?? never())));
    const opensPlacement = placed.filter((row) => sees(textOf(row, 'person_id')) && this.allowed.row('placement', actor, row, 'report')).map((row) => textOf(row, 'person_id'));
    const ctx = this.stage.ctx(actor, 'report');
    const read = await this.stage.use(ReadFigures).run(ctx, planId);
    const total = (part: number): number | undefined => read.figures.find((one) => one.lineKey === '6-1' && one.part === part)?.computed;
    this.same(actor, 'figure of persons', total(0), persons.length);
    this.same(actor, 'figure of placements', total(1), placed.length);
    for (const [part, all, opens] of [
      [0, persons.length, opensPerson],
      [1, placed.length, opensPlacement],
    ] as const) {
      const records = await this.stage.use(OpenFigure).run(ctx, planId, '6-1', part);
      this.same(actor, `records of part ${part}`, [records.total, records.open, records.closed], [all, opens.length, all - opens.length]);
      this.sameSet(actor, `records of part ${part}`, records.items.map((item) => item.personId), opens);
      for (const item of records.items) this.label(actor, item.personId, 'report', item.number, item.familyName);
    }
  }

  /** Files of everybody: whose they are, whether they may be fetched now, and that a new one holds exactly what the rules say. */
  async files(actor: Actor): Promise<void> {
    const ctx = this.stage.ctx(actor, 'report');
    const reader = this.stage.use(ReadExports);
    const mine = this.allowed.rows('export_file', actor, 'report');
    this.sameSet(actor, 'files', ids((await orAbsent(() => reader.list(ctx))) ?? []), ids(mine.map((row) => ({ id: row.key }))));
    for (const file of rowsOf(this.allowed.universe, 'export_file')) {
      const own = mine.some((row) => row.key === file.key);
      const open = own && textOf(file, 'status') === 'done' && this.allowed.fileOpen(actor, file.key, 'report');
      this.same(actor, `file ${file.key}`, await fetched(() => reader.beginDownload(ctx, file.key)), open);
      this.same(actor, `bytes of ${file.key}`, (await fetched(() => reader.chunk(ctx, file.key, 0))) === true, open);
    }
  }

  async newFile(actor: Actor): Promise<void> {
    const { oracle, model, universe } = this.allowed;
    if (!oracle.live(actor)) return;
    const ctx = this.stage.ctx(actor, 'report');
    const month = model.today.slice(0, 7);
    const { id } = await this.stage.use(RequestExport).run(ctx, { format: 'csv', month: isoDate(`${month}-01`), reason: '照合' });
    await this.stage.use(WriteExport).run(ctx, id);
    let bytes: Buffer | undefined;
    await fetched(async () => (bytes = await this.stage.use(ReadExports).chunk(ctx, id, 0)));
    const lines = (bytes ?? Buffer.alloc(0)).toString('utf8').trim().split('\r\n').slice(1);
    const withheld = (cells: readonly string[]): string => cells.flatMap((cell, index) => (cell === WITHHELD ? [index] : [])).join('+');
    const shown = lines.map((line) => line.slice(1, -1).split('","')).map((cells) => [cells[0], cells[1], cells[3], (cells[4] ?? '') !== '', withheld(cells)].join(' '));
    const line = (kind: string, date: string, personId: string): string =>
      [kind, date, model.person(personId).number, this.allowed.holds('person_basic', actor, personId, 'report'), oracle.isToldProtected(actor.office, personId) ? LOCATING_COLUMNS[kind] : ''].join(' ');
    const sees = (personId: string): boolean => oracle.seesNumber(actor, personId, 'report');
    const sent = model.sendings
      .filter((one) => one.sentOn.startsWith(month) && sees(one.person) && oracle.seesReferral(actor, model.referrals.get(one.referral) ?? never()))
      .map((one) => line('支援要請', one.sentOn, one.person));
    const placed = rowsOf(universe, 'placement')
      .filter((row) => textOf(row, 'status') === 'confirmed' && textOf(row, 'hired_on').startsWith(month) && sees(textOf(row, 'person_id')) && this.allowed.row('placement', actor, row, 'report'))
      .map((row) => line('就職', textOf(row, 'hired_on'), textOf(row, 'person_id')));
    this.sameSet(actor, 'contents of a file', shown, [...sent, ...placed]);
  }
}

async function fetched(look: () => Promise<unknown>): Promise<boolean> {
  try {
    return (await look()) !== undefined;
  } catch (error) {
    if (error instanceof DomainError && ['not_found', 'export_closed', 'export_not_ready'].includes(error.code)) return false;
    throw error;
  }
}

function fiscalYear(today: string): readonly [string, string] {
  const year = Number(today.slice(0, 4)) - (today.slice(5) < '04-01' ? 1 : 0);
  return [`${year}-04-01`, `${year + 1}-04-01`];
}

function never(): never {
  throw new Error('A sending belongs to a request');
}
