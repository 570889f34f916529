import type { INestApplicationContext, Type } from '@nestjs/common';
import { type AssignmentId, fixedClock, type IsoDate, newId } from '@madoguchi/kernel';
import type { Ctx } from '@madoguchi/platform';
import { assignmentId } from '../organisations';

/** The demo staff at work: use cases of the product itself, on the day of the story. */
export class Actors {
  constructor(private readonly app: INestApplicationContext) {}

  use<T>(useCase: Type<T>): T {
    return this.app.get(useCase, { strict: false });
  }

  /** Somebody acting at half past ten in the morning of a day. */
  on(day: IsoDate, login: string, purpose: Ctx['purpose'] = 'support'): Ctx {
    return {
      assignmentId: assignmentId(login) as AssignmentId,
      purpose,
      requestId: newId<'Request'>(),
      clock: fixedClock(`${day}T10:30:00+09:00`),
    };
  }
}
