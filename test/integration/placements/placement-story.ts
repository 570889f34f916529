import type { ApiAnswer, ApiSession } from '../../support/api-session';
import type { TestApp } from '../../support/app';
import { bodyOf } from '../../support/looks';
import type { Person } from '../../world/world';

interface Check {
  readonly id: string;
  readonly milestone: string;
  readonly dueOn: string;
  readonly version: number;
}

export interface PlacementAnswer {
  readonly id: string;
  readonly status: string;
  readonly version: number;
  readonly checks: readonly Check[];
}

const job = {
  introducedOn: '2026-10-20',
  hiredOn: '2026-10-31',
  route: 'own_office',
  term: 'regular',
  hours: 'full_time',
  permanentEmployee: true,
  dispatched: false,
  weeklyHours: 38.5,
  employerName: '試験商店',
  occupation: '販売',
};

/** What Hello Work and the city do around a placement, over HTTP, so that a test reads as what happens. */
export class PlacementStory {
  constructor(
    readonly cw: ApiSession,
    readonly navi: ApiSession,
  ) {}

  static async begin(t: TestApp): Promise<PlacementStory> {
    return new PlacementStory(await t.signIn('cw1'), await t.signIn('navi1'));
  }

  record(client: Person, more: object = {}): Promise<ApiAnswer> {
    return this.navi.post(`/clients/${client.id}/placements`, { ...job, caseId: client.caseId, ...more });
  }

  /** @returns the id of a placement that was recorded. */
  async recorded(client: Person, more: object = {}): Promise<string> {
    const answer = await this.record(client, more);
    expect(answer).toMatchObject({ status: 201, body: { version: 1 } });
    return bodyOf<{ id: string }>(answer).id;
  }

  /** @returns the id of a placement that was recorded and confirmed today. */
  async confirmed(client: Person, more: object = {}): Promise<string> {
    const id = await this.recorded(client, more);
    const answer = await this.navi.post(`/placements/${id}/confirm`, { version: 1, confirmedOn: '2026-11-20' });
    expect(answer.body).toEqual({ id, version: 2, status: 'confirmed' });
    return id;
  }

  async placementsOf(client: Person, session: ApiSession): Promise<readonly PlacementAnswer[]> {
    const answer = await session.get(`/clients/${client.id}/placements`);
    expect(answer.status).toBe(200);
    return bodyOf<{ placements: readonly PlacementAnswer[] }>(answer).placements;
  }

  /** The state of the city's case, as the city sees it. */
  async caseStatus(client: Person): Promise<string | undefined> {
    return bodyOf<{ case: { status: string } | null }>(await this.cw.get(`/clients/${client.id}`)).case?.status;
  }

  async checkOf(client: Person, milestone: string): Promise<Check> {
    const check = (await this.placementsOf(client, this.navi))[0]?.checks.find((one) => one.milestone === milestone);
    if (!check) throw new Error(`No check ${milestone}`);
    return check;
  }
}
