import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { asWritten, Command, type Ctx, IdParam, Look, RequestCtx } from '@madoguchi/platform';
import { BeginToday } from '../application/begin-today';
import { SeeReminder } from '../application/see-reminder';
import { ReminderSeenDto, TodayDto } from './follow-ups.dto';

@Controller('today')
export class TodayController {
  constructor(
    private readonly beginToday: BeginToday,
    private readonly seeReminder: SeeReminder,
  ) {}

  /** What the day begins with: counts, the first due items, reminders, unfinished texts. */
  @Get()
  @Look('today.read')
  async read(@RequestCtx() ctx: Ctx): Promise<TodayDto> {
    return asWritten<TodayDto>(await this.beginToday.run(ctx));
  }

  @Post('reminders/:id/seen')
  @HttpCode(200)
  @Command('today.read')
  async seen(@RequestCtx() ctx: Ctx, @Param('id', IdParam) id: string): Promise<ReminderSeenDto> {
    return this.seeReminder.run(ctx, id);
  }
}
