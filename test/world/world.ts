import { RegisterClient, type RegisterClientCommand, type RegisteredClient } from '@madoguchi/clients';
import { RecordConsent, type RecordConsentCommand, WithdrawConsent, type WithdrawConsentCommand } from '@madoguchi/consents';
import { IntroduceJob, type IntroduceJobCommand, RecordConsultation, type RecordConsultationCommand, RegisterJobSeeker, type RegisterJobSeekerCommand } from '@madoguchi/consultations';
import { addMonths, type Clock, type IsoDate, isoDate, todayInTokyo } from '@madoguchi/kernel';
import { AskOnwardSharing } from '@madoguchi/onward-sharing';
import { ConfirmPlacement, RecordPlacement, type RecordPlacementCommand } from '@madoguchi/placements';
import type { Ctx } from '@madoguchi/platform';
import { DraftReferral } from '@madoguchi/referrals';
import { WriteSupportPlan, type WriteSupportPlanCommand } from '@madoguchi/support-plans';
import type { Type } from '@nestjs/common';
import { CASEWORKER, HELLO_WORK, JOB, NAVIGATOR, ONWARD_FORM, PARTS, personFacts, type PersonFacts, STANDARD_FORM, SUPERVISOR, THIRD } from './facts';
import { type MoveWords, type Request, REQUEST_MOVES, type RequestMove } from './request-moves';

export type Person = RegisteredClient;
export interface Saved {
  readonly id: string;
  readonly version: number;
}
/** Somebody of the city whom Hello Work has accepted. */
export interface SharedPerson extends Person {
  readonly consent: Saved;
  readonly request: Request;
}

/** The login of who acts; somebody of the demo by default. */
interface Acting {
  readonly by?: string;
}
/** What a test may say otherwise about one record; whose record it is, the world says. */
type Change<Command> = Acting & Loose<Partial<Omit<Command, 'personId'>>>;
/** Dates as tests write them; the rules look at them all the same. */
type Loose<T> = { readonly [K in keyof T]: T[K] | (IsoDate extends T[K] ? string : never) };
const strict = <T>(loose: Loose<T>): T => loose as T;
type About = { readonly id: string; readonly caseId?: string };
type AboutPerson = Loose<Partial<PersonFacts> & RegisterClientCommand['contact'] & Partial<Pick<RegisterClientCommand, 'openedOn' | 'household'>>>;
interface RequestWords extends Acting {
  readonly to?: string;
  readonly parts?: readonly { readonly itemGroup: string; readonly body: string }[];
}

/** What the world needs of the application: its use cases, its clock, and who somebody is. */
export interface WorldOf {
  readonly app: { get<T>(useCase: Type<T>, options: { readonly strict: false }): T };
  readonly clock: Clock;
  ctx(login: string): Ctx;
}

/** Nobody looks like anybody else, in all the worlds of one process. */
let people = 0;

/** People and what is done with them, through use cases. */
export class World {
  constructor(private readonly t: WorldOf) {}

  get today(): IsoDate {
    return todayInTokyo(this.t.clock);
  }

  async person({ by = CASEWORKER, phone, postalCode, address, household, openedOn = this.today, programme, welfareStatus, chiefComplaint, ...basic }: Acting & AboutPerson = {}): Promise<Person> {
    const usual = personFacts((people += 1));
    const { familyName, givenName, familyKana, givenKana, birthDate, sex } = { ...usual, ...basic };
    return this.use(RegisterClient).run(this.t.ctx(by), strict<RegisterClientCommand>({
      basic: { familyName, givenName, familyKana, givenKana, birthDate: isoDate(birthDate), sex },
      contact: { ...(phone === undefined ? {} : { phone }), ...(postalCode === undefined ? {} : { postalCode }), ...(address === undefined ? {} : { address }) },
      programme: programme ?? usual.programme,
      welfareStatus: welfareStatus ?? usual.welfareStatus,
      chiefComplaint: chiefComplaint ?? usual.chiefComplaint,
      openedOn,
      duplicatesSeen: 'all',
      ...(household === undefined ? {} : { household }),
    }));
  }

  async consent(person: About, { by = CASEWORKER, to = HELLO_WORK, ...more }: Change<Omit<RecordConsentCommand, 'recipientOfficeId'>> & { readonly to?: string } = {}): Promise<Saved> {
    return this.use(RecordConsent).run(this.t.ctx(by), strict<RecordConsentCommand>({ personId: person.id, recipientOfficeId: to, formId: STANDARD_FORM, givenOn: this.today, method: 'written', ...more }));
  }

  async withdraw(consent: Saved, { by = CASEWORKER, ...more }: Change<Omit<WithdrawConsentCommand, 'id' | 'version'>> = {}): Promise<Saved> {
    return this.use(WithdrawConsent).run(this.t.ctx(by), strict<WithdrawConsentCommand>({ id: consent.id, version: consent.version, withdrawnOn: this.today, supportContinues: 'yes', ...more }));
  }

  async draftedRequest(person: Person, { by = CASEWORKER, to = HELLO_WORK, parts = PARTS }: RequestWords = {}): Promise<Request> {
    return this.use(DraftReferral).run(this.t.ctx(by), { personId: person.id, caseId: person.caseId, recipientOfficeId: to, parts });
  }

  /** Drafted by one, decided by another, sent. */
  async sentRequest(person: Person, { decidedBy = SUPERVISOR, ...words }: RequestWords & { readonly decidedBy?: string } = {}): Promise<Request> {
    const drafted = await this.draftedRequest(person, words);
    const by = words.by ?? CASEWORKER;
    return this.move(await this.move(drafted, 'submit', { by }), 'decide', { by: decidedBy });
  }

  async acceptedRequest(person: Person, { acceptedBy = NAVIGATOR, ...words }: RequestWords & { readonly decidedBy?: string; readonly acceptedBy?: string } = {}): Promise<Request> {
    return this.move(await this.sentRequest(person, words), 'accept', { by: acceptedBy });
  }

  async move(request: Saved, command: RequestMove, { by, ...words }: Acting & MoveWords = {}): Promise<Request> {
    const [usually, move] = REQUEST_MOVES[command];
    return move((useCase) => this.use(useCase), this.t.ctx(by ?? usually), { id: request.id, version: request.version, ...words });
  }

  /** Registered, under a consent, sent to Hello Work and accepted there. */
  async sharedPerson(facts: Parameters<World['person']>[0] = {}, paper: Parameters<World['consent']>[1] = {}): Promise<SharedPerson> {
    const person = await this.person(facts);
    const consent = await this.consent(person, paper);
    return { ...person, consent, request: await this.acceptedRequest(person) };
  }

  /** The person lets an office pass on what it received. */
  async onwardConsent(person: About, more: Parameters<World['consent']>[1] = {}): Promise<Saved> {
    return this.consent(person, { to: THIRD, formId: ONWARD_FORM, ...more });
  }

  async onwardSharing(person: About, { by = CASEWORKER, ...more }: Acting & { readonly recipientOfficeId?: string; readonly itemGroups?: readonly string[]; readonly reason?: string } = {}): Promise<Saved> {
    return this.use(AskOnwardSharing).run(this.t.ctx(by), {
      personId: person.id, originOfficeId: HELLO_WORK, recipientOfficeId: THIRD, itemGroups: ['consultation', 'job_search'], reason: '家計の相談を続けるため', ...more,
    });
  }

  async consultation(person: About, { by = NAVIGATOR, ...more }: Change<RecordConsultationCommand> = {}): ReturnType<RecordConsultation['run']> {
    return this.use(RecordConsultation).run(this.t.ctx(by), strict<RecordConsultationCommand>({
      personId: person.id, caseId: person.caseId, occurredOn: this.today, mode: 'counter', attended: true, absenceReason: null, content: '応募先について話した', correctsId: null, next: null, ...more,
    }));
  }

  async plan(person: About, { by = NAVIGATOR, ...more }: Change<WriteSupportPlanCommand> = {}): Promise<Saved> {
    return this.use(WriteSupportPlan).run(this.t.ctx(by), strict<WriteSupportPlanCommand>({
      personId: person.id, caseId: person.caseId, longTermGoal: '就職', periodFrom: this.today, periodUntil: addMonths(this.today, 6), reviewOn: addMonths(this.today, 3), goals: [], menus: [], members: [], ...more,
    }));
  }

  async registration(person: About, { by = NAVIGATOR, ...more }: Change<RegisterJobSeekerCommand> = {}): ReturnType<RegisterJobSeeker['run']> {
    return this.use(RegisterJobSeeker).run(this.t.ctx(by), strict<RegisterJobSeekerCommand>({
      personId: person.id, caseId: person.caseId, registrationNumber: `35010-${String((people += 1)).padStart(8, '0')}`, registeredOn: this.today, validUntil: undefined, firstEver: 'unknown', lastUsedOn: null, wish: 'full_time', ...more,
    }));
  }

  async introduction(person: About, { by = NAVIGATOR, ...more }: Change<IntroduceJobCommand> = {}): Promise<Saved> {
    return this.use(IntroduceJob).introduce(this.t.ctx(by), strict<IntroduceJobCommand>({
      personId: person.id, caseId: person.caseId, introducedOn: this.today, openingNumber: '35010-00012345', employerName: JOB.employerName, occupation: JOB.occupation, consultationId: null, ...more,
    }));
  }

  /** Heard of, and not yet confirmed. */
  async placement(person: About, { by = NAVIGATOR, ...more }: Change<RecordPlacementCommand> = {}): Promise<Saved> {
    return this.use(RecordPlacement).run(this.t.ctx(by), strict<RecordPlacementCommand>({ personId: person.id, caseId: person.caseId, introductionId: null, introducedOn: this.today, hiredOn: this.today, ...JOB, ...more }));
  }

  async confirmedPlacement(person: About, more: Change<RecordPlacementCommand> = {}): Promise<Saved> {
    const { id, version } = await this.placement(person, more);
    const { version: confirmed } = await this.use(ConfirmPlacement).run(this.t.ctx(more.by ?? NAVIGATOR), id, version, this.today);
    return { id, version: confirmed };
  }

  private use<T>(useCase: Type<T>): T {
    return this.t.app.get(useCase, { strict: false });
  }
}
