import { Controller, Get } from '@nestjs/common';
import { type Ctx, Look, RequestCtx } from '@madoguchi/platform';
import { BeginToday } from '../application/begin-today';
import { TodayDto } from './follow-ups.dto';

@Controller('today')
export class TodayController {
  constructor(private readonly beginToday: BeginToday) {}

  /** What the day begins with: counts, the first due items, reminders, unfinished texts. */
  @Get()
  @Look('today.read')
  async read(@RequestCtx() ctx: Ctx): Promise<TodayDto> {
    const today = await this.beginToday.run(ctx);
    return { counts: today.counts, dueItems: [...today.dueItems], reminders: [...today.reminders], drafts: [...today.drafts] };
  }
}
