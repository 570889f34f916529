import { Injectable } from '@nestjs/common';
import { AccessFacade } from '@madoguchi/access';
import { type HeldRecord, newId, notFound } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';
import { basicTokens } from '../domain/client';
import { ClientRepository, type PersonLabel, type Spine } from '../persistence/client.repository';
import { PersonBasicRow, SupportCaseRow } from '../persistence/client.rows';
import { HeldRecordsOfClient } from './held-records';
import { type Provenance, writtenHere } from './written-here';

/** What later rooms may ask about persons and cases. */
@Injectable()
export class ClientsFacade {
  constructor(
    private readonly repository: ClientRepository,
    private readonly access: AccessFacade,
    private readonly held: HeldRecordsOfClient,
  ) {}

  /**
   * The acting office begins to write about a person: it becomes an author, so that what it writes stays readable to it.
   * @returns the columns of its rows.
   * @throws DomainError `not_found` when the person is not visible to the acting office; `looking_only` under exceptional access alone.
   */
  async beginWriting(tx: Tx, personId: string): Promise<Provenance> {
    const person = await this.access.beginWriting(tx, personId);
    if (!person) throw notFound();
    return writtenHere(tx, { personId: person.id, municipalityId: person.municipalityId });
  }

  /** The newest case of a person that the acting office may see. */
  async caseOf(tx: Tx, personId: string): Promise<{ readonly id: string; readonly status: string; readonly workerId: string } | null> {
    return this.repository.caseOf(tx, personId);
  }

  /** Whether the acting organisation holds the person itself, and not only through another's consent. */
  async holds(tx: Tx, personId: string): Promise<boolean> {
    const acting = tx.actor;
    const open = await this.access.openGroups(tx, personId);
    return open.some((one) => one.group === 'basic' && one.sourceOrganisationId === acting.organisationId);
  }

  /** What the acting organisation itself wrote down of a person in this room. */
  async heldRecords(tx: Tx, personId: string): Promise<readonly HeldRecord[]> {
    return this.held.collect(tx, personId);
  }

  /** @throws DomainError `not_found` when the acting office may not see the person: before any list about one person. */
  async requireVisible(tx: Tx, personId: string): Promise<Spine> {
    const person = await this.repository.spine(tx, personId);
    if (!person) throw notFound();
    return person;
  }

  /** The person whom the acting office knows by this number. */
  async byNumber(tx: Tx, number: string): Promise<string | null> {
    const [id] = await this.repository.idsByNumber(tx, number);
    return id ?? null;
  }

  /**
   * The case that a new record belongs to: the named one, else the newest that the acting office can read, else the one
   * that it wrote under before. After a withdrawal the holder's case is closed to it, its own work is not.
   * @throws DomainError `not_found` when it knows none, or not the named one.
   */
  async resolveCase(tx: Tx, personId: string, caseId: string | null | undefined): Promise<string> {
    if (caseId != null && (await this.repository.isReadableCase(tx, personId, caseId))) return caseId;
    const known = await this.repository.knownCases(tx, personId);
    const found = caseId == null ? known[0] : known.find((id) => id === caseId);
    if (found === undefined) throw notFound();
    return found;
  }

  /** @throws DomainError `not_found` unless the case belongs to the person and the acting office knows it. */
  async requireCase(tx: Tx, personId: string, caseId: string): Promise<void> {
    await this.resolveCase(tx, personId, caseId);
  }

  /**
   * Commands that read which placements of a case run, and move the case by it, wait for each other from here to their
   * end: two that cancel the last two at once would each find the other's still running.
   */
  async lockCase(tx: Tx, caseId: string): Promise<void> {
    await tx.write('select pg_advisory_xact_lock(hashtextextended($1, 20260404))', [caseId]);
  }

  /**
   * Moves a case between 支援中 and 定着支援中. Another holder's case follows only while that holder may read the acting
   * organisation's placements: its state would tell otherwise what the person did not let through.
   */
  async moveCase(tx: Tx, personId: string, caseId: string, status: 'open' | 'retention'): Promise<void> {
    const own = await this.repository.ownCase(tx, personId, caseId);
    if (!own) await tx.query('select case_follow($1, $2, $3)', [personId, caseId, status]);
    else if (own.status !== 'closed' && own.status !== status) await tx.change(SupportCaseRow, own.id, own.version, { status });
  }

  /** Number always, names only where the acting office may read them: what lists of every room show. */
  async numbersAndNames(tx: Tx, personIds: readonly string[]): Promise<ReadonlyMap<string, PersonLabel>> {
    return this.repository.labels(tx, personIds);
  }

  /**
   * The acting organisation now holds the person as its own client (求職申込): it keeps the names that it may read at
   * this moment. Nothing happens when it holds them already.
   * @param provenance of the record with which it begins.
   */
  async holdOwnBasic(tx: Tx, provenance: Provenance): Promise<void> {
    const { personId } = provenance;
    // A withdrawal under way comes wholly before the copy, or wholly after it.
    await this.access.lock(tx, personId);
    const held = await this.repository.basics(tx, personId);
    if (held.some((one) => one.sourceOrganisationId === provenance.sourceOrganisationId)) return;
    const [read] = held;
    if (!read) throw notFound();
    await tx.insert(PersonBasicRow, {
      id: newId<'PersonBasic'>(),
      ...provenance,
      familyName: read.familyName,
      givenName: read.givenName,
      familyKana: read.familyKana,
      givenKana: read.givenKana,
      birthDate: read.birthDate,
      sex: read.sex,
      searchTokens: basicTokens(read),
    });
  }
}
