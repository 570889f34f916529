/**
 * What happened, in plain words: the only thing that the oracle knows. It holds no cell, no reason and no party; those
 * are the product's way to the same answer, and must not be asked here.
 */
export const GROUPS = ['basic', 'contact', 'household', 'health', 'income', 'work_history', 'consultation', 'plan', 'job_search', 'placement'] as const;
export type Group = 'number' | (typeof GROUPS)[number];
export type Purpose = 'support' | 'report';
export const PURPOSES: readonly Purpose[] = ['support', 'report'];

export interface Office {
  readonly id: string;
  readonly organisation: string;
  /** Absent for offices that serve several cities. */
  readonly municipality: string | null;
}

/** Staff x office x role. Days are YYYY-MM-DD; `until` is the first day no longer. */
export interface Actor {
  readonly login: string;
  readonly assignment: string;
  readonly staff: string;
  readonly office: Office;
  readonly role: string;
  from: string;
  until: string;
}

export interface Person {
  readonly id: string;
  readonly caseId: string;
  readonly number: string;
  readonly office: Office;
  readonly kana: string;
  readonly phone: string;
  readonly birth: string;
}

export interface Scope {
  readonly direction: 'to_recipient' | 'from_recipient' | 'onward';
  readonly itemGroup: string;
  readonly purpose: Purpose;
}

export interface Consent {
  readonly id: string;
  readonly person: string;
  readonly source: Office;
  readonly recipient: Office;
  /** It names the organisation of the recipient with all its offices. */
  readonly whole: boolean;
  /** What the person has not taken back. */
  scopes: readonly Scope[];
  /** Instants in milliseconds, half-open. */
  readonly from: number;
  readonly until: number;
  withdrawnAt: number | null;
  /** Another paper has taken its place. */
  supersededAt: number | null;
  version: number;
}

/** DV等支援措置: kept by an office, ended by two persons. */
export interface Measure {
  readonly id: string;
  readonly kind: 'official' | 'local';
  /** Of a 秘匿: the office that registered the person is not told, whoever it is. */
  readonly againstRegistrar: boolean;
  /** Of a 秘匿: works until then. */
  lapsesAt: number | null;
  prolongAskedBy: string | null;
  readonly person: string;
  readonly office: Office;
  readonly from: number;
  version: number;
  endAskedBy: string | null;
  endedAt: number | null;
}

/** What one person asks and a second one decides; it lasts for a time. */
interface Decided {
  readonly id: string;
  readonly person: string;
  /** The office that asked. */
  readonly office: Office;
  readonly groups: readonly string[];
  readonly askedBy: string;
  version: number;
  decision: 'approved' | 'refused' | null;
  from: number;
  until: number;
  /** Taken back, or ended early. */
  endedAt: number | null;
}

export interface Release extends Decided {
  readonly recipient: Office;
  readonly days: number;
}

/** What one holder of records answers to a question; `id` is the answer's. */
export interface Exceptional extends Decided {
  readonly question: string;
  readonly holder: Office;
  readonly hours: number;
}

/** 再提供: what the office that asked received of another organisation goes on to a third office; `groups` are those asked for. */
export interface Onward extends Decided {
  readonly origin: Office;
  readonly recipient: Office;
  /** What the origin let pass. */
  approved: readonly string[];
}

export interface Referral {
  readonly id: string;
  readonly person: string;
  readonly source: Office;
  readonly recipient: Office;
  version: number;
  status: string;
  sentAt: number | null;
  sharingEndedAt: number | null;
}

/** One 支援要請 that went out; a second sending of the same request is one more. */
export interface Sending {
  readonly referral: string;
  readonly person: string;
  readonly sentOn: string;
}

export class Model {
  now = 0;
  readonly actors: Actor[] = [];
  readonly disabled = new Set<string>();
  readonly roleGroups = new Map<string, ReadonlySet<string>>();
  readonly persons = new Map<string, Person>();
  readonly consents = new Map<string, Consent>();
  readonly referrals = new Map<string, Referral>();
  readonly sendings: Sending[] = [];
  readonly measures: Measure[] = [];
  readonly releases: Release[] = [];
  readonly exceptional: Exceptional[] = [];
  readonly onward: Onward[] = [];
  /** `group/person/organisation`: the office that wrote it down first. */
  private readonly first = new Map<string, string>();
  /** `person/office`: the office has written about the person. */
  private readonly written = new Set<string>();

  /** The office keeps what it wrote, and works with the person from then on. */
  wrote(person: string, office: Office): void {
    this.written.add(`${person}/${office.id}`);
  }

  hasWritten(person: string, office: Office): boolean {
    return this.written.has(`${person}/${office.id}`);
  }

  /** Contact and household of a person are written down once an organisation, by one of its offices. */
  wroteFirst(group: Group, person: string, office: Office): void {
    const key = `${group}/${person}/${office.organisation}`;
    if (!this.first.has(key)) this.first.set(key, office.id);
  }

  firstWriter(group: Group, person: string, organisation: string): string | undefined {
    return this.first.get(`${group}/${person}/${organisation}`);
  }

  /** Asia/Tokyo. */
  get today(): string {
    return new Date(this.now + 9 * 3_600_000).toISOString().slice(0, 10);
  }

  actor(login: string): Actor {
    const found = this.actors.find((one) => one.login === login);
    if (!found) throw new Error(`Nobody is called ${login}`);
    return found;
  }

  person(id: string): Person {
    const found = this.persons.get(id);
    if (!found) throw new Error(`No person ${id}`);
    return found;
  }
}
