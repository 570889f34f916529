import { Injectable } from '@nestjs/common';
import { conflict, type IsoDate, notFound } from '@madoguchi/kernel';
import type { Tx } from '@madoguchi/platform';
import { mayLeadToPlacement } from '../domain/job-search';
import { JobSearchRepository } from '../persistence/job-search.repository';
import { IntroductionRow } from '../persistence/job-search.rows';

/** What later rooms may ask about contacts and 職業紹介. */
@Injectable()
export class ConsultationsFacade {
  constructor(private readonly jobSearch: JobSearchRepository) {}

  /**
   * The day of the own organisation's introduction from which a placement of this person comes.
   * @throws DomainError not_found; introduction_ended (conflict) when it ended without 採用.
   */
  async introductionBehind(tx: Tx, personId: string, introductionId: string): Promise<{ readonly introducedOn: IsoDate }> {
    const introduction = await this.jobSearch.ownIntroduction(tx, introductionId);
    if (!introduction || introduction.personId !== personId) throw notFound();
    if (!mayLeadToPlacement(introduction.result)) {
      throw conflict('introduction_ended', 'この紹介は不採用または辞退で終わっています。紹介を選び直してください。');
    }
    return { introducedOn: introduction.introducedOn };
  }

  /** A placement came of it: 結果 becomes 採用, if it was still open. */
  async introductionHired(tx: Tx, introductionId: string): Promise<void> {
    const introduction = await this.jobSearch.ownIntroduction(tx, introductionId);
    if (!introduction) throw notFound();
    if (introduction.result === 'pending') {
      await tx.change(IntroductionRow, introductionId, introduction.version, { result: 'hired', resultOn: tx.today });
    }
  }
}
