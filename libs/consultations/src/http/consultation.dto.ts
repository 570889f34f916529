import { Absent, CalendarDate, CodeOf, Flag, IdOf, OneOf, Text, TypedTextDto, Whole } from '@madoguchi/platform';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ValidateNested } from 'class-validator';
import { APPOINTMENT_OUTCOMES, type AppointmentOutcome } from '../domain/consultation';

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

export class NextAppointmentDto extends TypedTextDto {
  @CalendarDate('次回予定日') plannedOn: string;
  @Text('時刻', { max: 5, optional: true, pattern: TIME, like: '13:30 の形' }) plannedTime?: string;
  @Text('場所', { max: 100 }) place: string;
  @IdOf('担当者') staffId: string;
}

export class RecordConsultationDto extends TypedTextDto {
  /** Absent after a withdrawal: the case that the office has worked under. */
  @IdOf('ケース', { optional: true }) caseId?: string;
  @CalendarDate('相談日') occurredOn: string;
  @CodeOf('方法', 'consultation_mode') mode: string;
  @Flag('来所・応答') attended: boolean;
  /** Exactly when not attended. */
  @CodeOf('理由', 'absence_reason', { optional: true }) absenceReason?: string;
  @Text('内容', { max: 4000 }) content: string;
  /** The line that this one puts right. */
  @IdOf('訂正する記録', { optional: true }) correctsId?: string;

  @ApiPropertyOptional({ type: NextAppointmentDto })
  @Absent()
  @ValidateNested()
  @Type(() => NextAppointmentDto)
  next?: NextAppointmentDto;
}

export class AppointmentOutcomeDto {
  @Whole('版', 1, 1_000_000) version: number;
  @OneOf('結果', APPOINTMENT_OUTCOMES) status: AppointmentOutcome;
}
